import type { CableType } from "../records/cable.ts";
import type { ClosureType, SplitterType } from "../records/closure.ts";
import type { CableTypeId, ClosureTypeId, SettingsId, SplitterTypeId } from "../records/ids.ts";
import type { PlantSettings } from "../records/settings.ts";

const g652 = { "1310": 0.35, "1490": 0.25, "1550": 0.21 } as const;
const g652Source = "ITU-T G.652.D, typical of cabled strands; worst 0.40 at 1310 and 0.28 at 1550 nm";

/** Id of the one row of settings. */
export const settingsId = "plant" as SettingsId;

/** Settings of a new project. */
export const defaultSettings: PlantSettings = {
  id: settingsId,
  toleranceM: 0.01,
  spliceLossDb: {
    fusion: { meanDb: 0.08, worstDb: 0.12 },
    mechanical: { meanDb: 0.3, worstDb: 0.3 },
    connector: { meanDb: 0.25, worstDb: 0.5 },
  },
  connectorLossDb: { meanDb: 0.25, worstDb: 0.5 },
  marginDb: 3,
  opticsRange: {
    "B+": { minDb: 13, maxDb: 28 },
    "C+": { minDb: 17, maxDb: 32 },
    N1: { minDb: 14, maxDb: 29 },
    N2: { minDb: 16, maxDb: 31 },
  },
  reserveMPerKm: { aerial: 15, duct: 5, buried: 5, wall: 5, submarine: 15 },
  spreadPct: { surveyed: 0.2, drawn: 2, assumed: 5 },
  ductFillPct: 60,
  sources: {
    spliceLossDb: "acceptance limit of fusion splices: 0.08 dB mean; 0.12 dB in budgets",
    opticsRange: "ITU-T G.984.2 (B+, C+), G.9807.1 (N1, N2)",
    reserveMPerKm:
      "aerial 15 m/km (a 20 m coil every 500 m, 40 m/km, is the other rule in use); duct 5 m/km natural bend; others taken alike; river crossings 1-1.5 %",
    spreadPct: "assumption: taped or GNSS survey, line on a map, guess",
    ductFillPct: "common practice for one cable pulled after another",
  },
};

/** Cables of stranded loose tubes with the core counts in use, full colours, 12 strands to a tube from 24 on. */
export const defaultCableTypes: readonly CableType[] = [
  [4, 1, 7],
  [8, 1, 8],
  [12, 1, 9],
  [24, 2, 10.5],
  [48, 4, 11],
  [96, 8, 13],
  [144, 12, 16],
].map(([strands, tubes, outerMm]) => ({
  id: `gyta-${strands}` as CableTypeId,
  name: `GYTA-${strands}B1.3`,
  strands,
  tubes,
  strandsPerTube: strands / tubes,
  tubeColours: "full",
  strandColours: "full",
  attenuationDbPerKm: g652,
  layPct: 0.7,
  outerMm,
  source: g652Source,
}));

/** Closures of a rural network: small dome, large dome, a cabinet's housing, a frame's trays. */
export const defaultClosureTypes: readonly ClosureType[] = [
  ["dome-48", 4, 12],
  ["dome-144", 6, 24],
  ["cabinet-288", 24, 12],
  ["frame-720", 60, 12],
].map(([name, trays, splicesPerTray]) => ({
  id: name as ClosureTypeId,
  name: name as string,
  trays: trays as number,
  splicesPerTray: splicesPerTray as number,
  source: "common sizes",
}));

const splitterLoss: readonly (readonly [outputs: number, lossDb: number, maxLossDb: number])[] = [
  [2, 3.2, 3.5],
  [4, 7.2, 7.2],
  [8, 10.5, 10.2],
  [16, 13.5, 13.5],
  [32, 16.5, 16.6],
  [64, 19.7, 20.0],
];

/** PLC splitters 1:2 to 1:64 and 2:2 to 2:64; two inputs cost 0.4 dB more (0.2-0.6 in use). */
export const defaultSplitterTypes: readonly SplitterType[] = ([1, 2] as const).flatMap((inputs) =>
  splitterLoss.map(([outputs, lossDb, maxLossDb]) => ({
    id: `plc-${inputs}x${outputs}` as SplitterTypeId,
    name: `${inputs}:${outputs}`,
    inputs,
    outputs,
    lossDb: Math.round((lossDb + 0.4 * (inputs - 1)) * 10) / 10,
    maxLossDb: Math.round((Math.max(lossDb, maxLossDb) + 0.4 * (inputs - 1)) * 10) / 10,
    source: "design values; the larger of design value and maker's limit as maximum; 0.4 dB for a second input",
  })),
);
