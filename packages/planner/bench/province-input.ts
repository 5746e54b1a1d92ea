import { randomFrom } from "@cuntong/graph/testing";
import type { NodeId, PlanSettings, PlantNode, Village, VillageCode } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, type PlanInput } from "../src/index.ts";
import { roadLikeCorridors } from "./road-like.ts";

/** A province's plan on the road-like network of `points` points (road-like.ts), from a seed. */
export function provinceInput(
  points: number,
  villageCount: number,
  nodeCount: number,
  effort: PlanSettings["effort"],
  seed: number,
): PlanInput {
  const corridors = roadLikeCorridors(points, seed);
  const random = randomFrom(seed + 1);
  const vertexCount = corridors.vertexLon.length;
  /** A place up to about 300 m from a vertex of the network. */
  const somewhere = (): [number, number] => {
    const v = Math.floor(random() * vertexCount);
    return [corridors.vertexLon[v] + (random() - 0.5) * 0.004, corridors.vertexLat[v] + (random() - 0.5) * 0.004];
  };
  const nodes = Array.from(
    { length: nodeCount },
    (_, i): PlantNode => ({ id: `N${i + 1}` as NodeId, kind: "site", position: somewhere(), status: "operational" }),
  );
  const villages = Array.from({ length: villageCount }, (_, i): Village => {
    const code = `V${i + 1}` as VillageCode;
    return { code, name: code, position: somewhere(), status: "unconnected" };
  });
  return {
    ...{ villages, nodes, spans: [], corridors, priceBook: defaultPriceBook, seed },
    settings: { ...defaultSettings, effort },
    ...{ inputs: [], credits: [], generated: true },
  };
}
