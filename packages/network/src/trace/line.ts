import type { Hop, Stop, Way } from "./hop.ts";
import { sum } from "./measure.ts";

/** One path out of a way: its hops in order, with totals from its first on. */
export interface LightPath {
  readonly hops: readonly Hop[];
}

/** The path that leads to a stop of a way, from the way's start. */
export function pathTo(way: Way, stop: Stop): LightPath {
  const hops: Hop[] = [];
  for (let at = stop.hop; at >= 0; at = way.hops[at].parent) hops.push(way.hops[at]);
  return { hops: hops.reverse().map((hop, i) => ({ ...hop, parent: i - 1 })) };
}

/** The same path seen from its other end. */
export function reversed({ hops }: LightPath): LightPath {
  return inLine([...hops].reverse().map(turned));
}

/** Two paths of which the first begins where the second does, going the other way: through them as one. */
export function through(back: LightPath, on: LightPath): LightPath {
  return inLine([...reversed(back).hops, ...on.hops]);
}

function inLine(hops: readonly Hop[]): LightPath {
  const line: Hop[] = [];
  for (const hop of hops) {
    const parent = line.length - 1;
    line.push({ ...hop, parent, total: parent < 0 ? hop.own : sum(line[parent].total, hop.own) });
  }
  return { hops: line };
}

function turned(hop: Hop): Hop {
  if (hop.kind === "splitter") return { ...hop, direction: hop.direction === "down" ? "up" : "down" };
  if (hop.kind !== "strand") return hop;
  return { ...hop, enters: hop.enters === "a" ? "b" : "a", fromNodeId: hop.toNodeId, toNodeId: hop.fromNodeId };
}
