import type { ProposedVillage } from "@cuntong/network";

/** How many unreachable villages are listed; the files name all. */
const mostListed = 10;

/** The villages that a plan cannot reach, in lines for a terminal: the shortest gaps first, each with the corridor that it would join. */
export function unreachableLines(villages: readonly ProposedVillage[]): string[] {
  const apart = villages.flatMap((village) => (village.state === "unreachable" ? [village] : []));
  const listed = apart.toSorted((a, b) => a.gapM - b.gapM).slice(0, mostListed);
  const lines = listed.map(({ name, code, reason, gapM, joins }) => {
    const way = joins ? ` from a ${joins.corridorClass} corridor that is reached` : "";
    return `  ${name} (${code}): ${reason}, ${Math.ceil(gapM)} m${way}`;
  });
  const more = apart.length - listed.length;
  return [
    ...(lines.length > 0 ? ["unreachable:", ...lines] : []),
    ...(more > 0 ? [`  and ${more} more, in proposal.json`] : []),
  ];
}
