import { type CircuitId, compareWays, type Network, type WayComparison } from "@cuntong/network";
import { UsageError } from "../usage.ts";

/** Two circuits held against each other: what they share, with the evidence. Exit code 2 where one is not there or its light does not arrive. */
export function runCompare(network: Network, circuits: string, withinM: number, json: boolean): number {
  const [a, b, ...rest] = circuits.split(",").map((id) => id.trim());
  if (!a || !b || rest.length > 0) throw new UsageError("--compare takes two circuits by id, apart by a comma.");
  const answer = compareWays(network, { circuitId: a as CircuitId }, { circuitId: b as CircuitId }, withinM);
  if (!answer.ok) {
    process.stderr.write(`${answer.code}: ${answer.message}\n`);
    return 2;
  }
  process.stdout.write(json ? `${JSON.stringify(answer.value)}\n` : describe(answer.value));
  return 0;
}

function describe({ a, b, sharedM, spans, nodeIds, groups, parallel, disjoint }: WayComparison): string {
  const metres = (m: number) => `${m.toFixed(0)} m`;
  const lines = [
    `${metres(sharedM)} shared of ${metres(a.lengthM)} and ${metres(b.lengthM)}${disjoint ? ": disjoint" : ""}`,
    ...spans.map(({ spanId, lengthM, ductIds }) =>
      [`span ${spanId}: ${metres(lengthM)}`, ...ductIds.map((id) => `duct ${id}`)].join(", "),
    ),
    ...nodeIds.map((id) => `node ${id}`),
    ...groups.map(({ id, aSpanIds, bSpanIds }) => `risk ${id}: ${aSpanIds.join(" ")} | ${bSpanIds.join(" ")}`),
    ...parallel.map(
      ({ aSpanId, bSpanId, fromM, toM }) =>
        `side by side: ${aSpanId} with ${bSpanId}, ${metres(fromM)} to ${metres(toM)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
