import { type CorridorClass, type CrossingKind, edgeFlags } from "@cuntong/network";

/** What a way is to a plan: a corridor of a class, a barrier, both (a power line) or neither. */
export interface WayUse {
  readonly corridor?: CorridorClass;
  readonly flags: number;
  readonly barrier?: CrossingKind;
}

/** The tags that decide it. Everything else of a way is passed over. */
export const wayKeys = ["highway", "power", "waterway", "railway", "bridge", "tunnel", "ford", "area"] as const;
export type WayTags = Partial<Record<(typeof wayKeys)[number], string>>;

/**
 * OSM's `highway=*` in the words of the price book. Ways that do not exist yet or any more (construction, proposed, abandoned), that
 * cannot carry a line (elevator, platform, corridor, via_ferrata, raceway) or that are areas are no corridors.
 */
const classByHighway: Readonly<Record<string, CorridorClass>> = {
  motorway: "motorway",
  motorway_link: "motorway",
  trunk: "trunk",
  trunk_link: "trunk",
  primary: "primary",
  primary_link: "primary",
  secondary: "secondary",
  secondary_link: "secondary",
  tertiary: "tertiary",
  tertiary_link: "tertiary",
  unclassified: "minor",
  road: "minor",
  residential: "residential",
  living_street: "residential",
  pedestrian: "residential",
  service: "service",
  busway: "service",
  track: "track",
  path: "path",
  footway: "path",
  bridleway: "path",
  cycleway: "path",
  steps: "path",
};

const railways = new Set(["rail", "narrow_gauge", "light_rail"]);
const rivers = new Set(["river", "canal"]);
const powerLines = new Set(["line", "minor_line"]);

/** Decides what a way with these tags is to a plan. */
export function wayUse(tags: WayTags): WayUse {
  const corridor = corridorOf(tags);
  const barrier = barrierOf(tags);
  return {
    flags: corridor === undefined ? 0 : flagsOf(tags),
    ...(corridor === undefined ? {} : { corridor }),
    ...(barrier === undefined ? {} : { barrier }),
  };
}

function corridorOf({ highway, power, area }: WayTags): CorridorClass | undefined {
  if (highway !== undefined && area !== "yes" && Object.hasOwn(classByHighway, highway)) return classByHighway[highway];
  if (power !== undefined && powerLines.has(power)) return "powerline";
  return undefined;
}

/**
 * A river or railway in a tunnel or culvert is crossed for nothing. River banks (`natural=water`) are left out: where OSM has banks it
 * has the centre line too, and one river would be paid three times.
 */
function barrierOf({ waterway, railway, power, tunnel }: WayTags): CrossingKind | undefined {
  if (power !== undefined && powerLines.has(power)) return "powerline";
  if (isSet(tunnel)) return undefined;
  if (waterway !== undefined && rivers.has(waterway)) return "river";
  if (railway !== undefined && railways.has(railway)) return "railway";
  return undefined;
}

function flagsOf({ bridge, tunnel, ford }: WayTags): number {
  let flags = 0;
  if (isSet(bridge)) flags |= edgeFlags.bridge;
  if (isSet(tunnel) && tunnel !== "building_passage") flags |= edgeFlags.tunnel;
  if (isSet(ford)) flags |= edgeFlags.ford;
  return flags;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "no";
}
