import type { Line, Position } from "@cuntong/geo";
import type { VillageWaysAnswer } from "./use-village-ways.ts";

/** The two ways of a village as they lie on the map: each line as long as it goes, however many spans it is made of. */
export interface WaysDrawing {
  readonly first: readonly Line[];
  readonly second: readonly Line[];
  /** Stretches of both. */
  readonly shared: readonly Line[];
  /** Stretches of either that are in a risk group with one of the other. */
  readonly atRisk: readonly Line[];
  /** Shared nodes beside the shared stretches. */
  readonly nodes: readonly Position[];
}

type Way = VillageWaysAnswer["ways"][number];

export function drawWays({ ways, sharedSpanIds, sharedNodeIds, sharedGroups }: VillageWaysAnswer): WaysDrawing {
  const [first, second] = ways;
  const shared = new Set(sharedSpanIds);
  const grouped = new Set(sharedGroups.flatMap(({ spanIds }) => spanIds).filter((id) => !shared.has(id)));
  const onShared = new Set(first.spanIds.flatMap((id, i) => (shared.has(id) ? first.nodeIds.slice(i, i + 2) : [])));
  return {
    first: stretches(first, () => true),
    second: stretches(second, () => true),
    shared: stretches(first, (id) => shared.has(id)),
    atRisk: ways.flatMap((way) => stretches(way, (id) => grouped.has(id))),
    nodes: sharedNodeIds.filter((id) => !onShared.has(id)).map((id) => placeOf(first, id)),
  };
}

/** The spans of a way that are asked for, those one after another as one line. */
function stretches({ spanIds, lines }: Way, isAsked: (spanId: string) => boolean): Line[] {
  const found: Position[][] = [];
  for (const [i, id] of spanIds.entries()) {
    if (!isAsked(id)) continue;
    const line = lines[i] as Line;
    const last = i > 0 && isAsked(spanIds[i - 1]!) ? found.at(-1) : undefined;
    if (last) last.push(...line.slice(1));
    else found.push([...line]);
  }
  return found;
}

/** Where a node of a way lies: each begins a span but the last. */
function placeOf({ nodeIds, lines }: Way, id: string): Position {
  return (lines[nodeIds.indexOf(id)]?.[0] ?? lines.at(-1)!.at(-1)!) as Position;
}
