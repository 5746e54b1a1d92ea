import { lineLengthM } from "@cuntong/geo";
import { components } from "@cuntong/graph";
import { corridorClasses, type Village } from "@cuntong/network";
import type { Demo } from "../demo.ts";
import { isInside } from "../shapes.ts";

/** Villages that stand outside the shape of the county that they name. */
export function outsideTheirCounty({ villages, counties }: Demo): Village[] {
  const shapes = new Map(counties.map(({ code, geometry }) => [code, geometry]));
  return villages.filter(({ countyCode, position }) => !isInside(shapes.get(countyCode!)!, position[0], position[1]));
}

/** What is wrong with the plant: spans whose ends are not at their nodes, of no or of a false length, parts that do not hang together. */
export function plantFaults({ nodes, spans }: Demo): string[] {
  const at = new Map(nodes.map((node, index) => [node.id as string, { index, node }]));
  const faults: string[] = [];
  for (const { id, from, to, line, lengthM } of spans) {
    const [a, b] = [at.get(from)?.node.position, at.get(to)?.node.position];
    if (`${a}` !== `${line[0]}` || `${b}` !== `${line.at(-1)}`) faults.push(`${id} does not end at its nodes`);
    if (!(lengthM > 0.5) || Math.abs(lengthM - lineLengthM(line)) > 1e-6) faults.push(`${id} is ${lengthM} m`);
  }
  const ends = (side: "from" | "to") => Uint32Array.from(spans, (span) => at.get(span[side])!.index);
  const parts = components({ vertexCount: nodes.length, from: ends("from"), to: ends("to") }).count;
  if (parts !== 1 || at.size !== nodes.length) faults.push(`${parts} parts, ${at.size} ids for ${nodes.length} nodes`);
  if (new Set(nodes.map(({ position }) => `${position}`)).size !== nodes.length) faults.push("two nodes at one place");
  return faults;
}

/** Faults of the corridors' arrays: ends out of range, loops, edges of no length, twice the same edge, more than one part by road. */
export function corridorFaults({ corridors }: Demo): string[] {
  const { vertexLon, vertexLat, edgeFrom, edgeTo, edgeClass, shapeStart, shapeLon } = corridors;
  const faults: string[] = [];
  const seen = new Set<number>();
  for (let e = 0; e < edgeFrom.length; e++) {
    const [a, b] = [edgeFrom[e], edgeTo[e]];
    if (a >= vertexLon.length || b >= vertexLon.length || a === b) faults.push(`edge ${e} joins ${a} and ${b}`);
    if (vertexLon[a] === vertexLon[b] && vertexLat[a] === vertexLat[b]) faults.push(`edge ${e} has no length`);
    const key = Math.min(a, b) * vertexLon.length + Math.max(a, b);
    if (seen.has(key) && corridorClasses[edgeClass[e]] !== "powerline") faults.push(`edge ${e} repeats another`);
    seen.add(key);
  }
  if (shapeStart.length !== edgeFrom.length + 1 || shapeStart[edgeFrom.length] !== shapeLon.length)
    faults.push("the shape offsets do not fit");
  return faults;
}

/** Metres (roughly) from each unconnected village to the nearest vertex that the headend reaches by road; Infinity beyond a kilometre. */
export function gapsToRoads({ corridors, villages, nodes }: Demo): number[] {
  const { vertexLon, vertexLat, edgeClass } = corridors;
  const isRoad = (_: number, e: number) => !["other", "powerline"].includes(corridorClasses[edgeClass[e]]);
  const from = corridors.edgeFrom.filter(isRoad);
  const to = corridors.edgeTo.filter(isRoad);
  const parts = components({ vertexCount: vertexLon.length, from, to });
  const cellOf = (lon: number, lat: number) => Math.floor(lon * 100) * 10_000 + Math.floor(lat * 100);
  const byCell = Map.groupBy(vertexLon.keys(), (v) => cellOf(vertexLon[v], vertexLat[v]));
  const [rootLon, rootLat] = nodes[0].position;
  const root = parts.of[vertexLon.findIndex((lon, v) => lon === rootLon && vertexLat[v] === rootLat)];
  return villages.flatMap(({ status, position: [lon, lat] }) => {
    if (status !== "unconnected") return [];
    let nearest = Infinity;
    for (const dx of [-0.01, 0, 0.01])
      for (const dy of [-0.01, 0, 0.01])
        for (const v of byCell.get(cellOf(lon + dx, lat + dy)) ?? [])
          if (parts.of[v] === root)
            nearest = Math.min(nearest, Math.hypot((vertexLon[v] - lon) * 102_000, (vertexLat[v] - lat) * 111_000));
    return [nearest];
  });
}
