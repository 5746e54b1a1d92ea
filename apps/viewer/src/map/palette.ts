import type { AreaKind, PlantStatus, Support, VillageStatus } from "@cuntong/network";

/** Colours of the map and its legend. Warm paper, thin greys, and two loud colours only: what is unconnected and what is proposed. */
export const palette = {
  paper: "#efede6",
  land: ["#e9ead9", "#efe8d8", "#e3eade", "#ece6dc", "#e7ebe2", "#f0ebdc"],
  countyLine: "#a9a795",
  countyLabel: "#55584c",
  river: "#8fb8cf",
  riverLabel: "#4a7d99",
  road: { major: "#9a9b93", middle: "#b0b0a6", minor: "#b6b4a6", track: "#b3ae9a" },
  plant: "#2f5672",
  planned: "#9b3fbf",
  plantCasing: "#fbfaf6",
  ink: "#17262f",
  proposal: "#c2127a",
  proposalGlow: "#f7b6dc",
  path: "#ffc21a",
  pathCasing: "#17262f",
  dark: "#1b1b1f",
  degraded: "#d97706",
  traceBranch: "#fbe9b0",
  traceLooked: "#0b63ce",
  unreachable: "#1d1d1f",
  leftOut: "#6b4f3a",
  onlyShown: "#d97706",
  onlyOther: "#1d4ed8",
  use: "#0d6660",
  avoid: "#a61b1b",
  selection: "#17262f",
  halo: "#fbfaf5",
} as const;

export const villageColours: Record<VillageStatus, string> = {
  unconnected: "#e0480b",
  planned: "#c2127a",
  underConstruction: "#b98900",
  connected: "#3d8b7d",
  accepted: "#1f6357",
};

/** Colours of plant by its status. */
export const lifeColours: Record<PlantStatus, string> = {
  proposed: "#9b3fbf",
  planned: "#9b3fbf",
  underConstruction: "#a87c00",
  operational: "#2f5672",
  inactive: "#8b979e",
  decommissioned: "#b8b7ad",
};

/** Colours of a support, for the bar of lengths and the lines of a proposal alike. */
export const supportColours: Record<Support, string> = {
  aerial: "#c2127a",
  duct: "#6a4fc4",
  buried: "#8a5a14",
  wall: "#4c6b2f",
  submarine: "#1a6ea8",
};

/** Colours of areas. */
export const areaColours: Record<AreaKind, string> = {
  forbidden: "#a61b1b",
  expensive: "#b45309",
  soil: "#7a5c3a",
  forest: "#2f7d32",
  permit: "#5b3fa8",
};
