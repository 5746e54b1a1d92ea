import type { NodeId, Proposal, VillageCode } from "@cuntong/network";

/**
 * A mark for each connected village that is the same in two proposals exactly when its path runs over the same ground (save for
 * one chance in 2^53): spans may be cut and numbered otherwise.
 */
export function pathMarks({ nodes, spans, villages }: Proposal): ReadonlyMap<VillageCode, number> {
  const at = new Map<NodeId, number>(
    nodes.flatMap(({ id, existing, position }) => (existing ? [[id, mark(0, position)]] : [])),
  );
  // Spans are numbered outwards from the existing nodes: the near end has its mark before the span comes.
  for (const { from, to, line } of spans) {
    let sofar = at.get(from)!;
    for (const position of line.slice(1)) sofar = mark(sofar, position);
    at.set(to, sofar);
  }
  return new Map(villages.flatMap((v) => (v.state === "connected" ? [[v.code, at.get(v.nodeId) ?? 0]] : [])));
}

const bits = new DataView(new ArrayBuffer(24));

/** Folds a position into a mark (two rounds of a 32-bit multiply-and-shift over all of its bits, joined to 53). */
function mark(sofar: number, [lon, lat]: readonly [number, number]): number {
  bits.setFloat64(0, lon);
  bits.setFloat64(8, lat);
  bits.setFloat64(16, sofar);
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < 24; i += 4) {
    const word = bits.getUint32(i);
    a = Math.imul(a ^ word, 0xcc9e2d51);
    a ^= a >>> 15;
    b = Math.imul(b ^ word ^ a, 0x1b873593);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
