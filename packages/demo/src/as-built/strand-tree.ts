import type { CableId, JointEnd, StrandEnd } from "@cuntong/network";
import type { Coarse } from "./coarse.ts";
import type { GlassBook } from "./glass-book.ts";

/** Strands that run out from one node over part of the plant. */
export interface StrandPlan {
  readonly root: number;
  /** The nodes next outwards, by node. */
  readonly next: ReadonlyMap<number, readonly number[]>;
  /** Strands wanted at a node. */
  readonly wanted: ReadonlyMap<number, number>;
  /** What feeds them at the root, one end a strand, in the order of {@link arrivals}. */
  readonly supply: readonly JointEnd[];
  /** Begins the names of its cables. */
  readonly name: string;
}

const longestCableM = 2700;

/**
 * Lays cables over a {@link StrandPlan}: one from joint to joint, where ways part, strands are wanted, or a drum ends; each wanted strand is
 * spliced all the way from its feed. Answers the ends that arrive at each node.
 */
export function layStrands(book: GlassBook, coarse: Coarse, plan: StrandPlan): Map<number, StrandEnd[]> {
  const arrived = new Map<number, StrandEnd[]>();
  const beyond = (node: number): number =>
    (plan.wanted.get(node) ?? 0) + (plan.next.get(node) ?? []).reduce((sum, child) => sum + beyond(child), 0);
  const follow = (from: number, first: number) => {
    const nodes = [from, first];
    let lengthM = coarse.between(from, first).lengthM;
    for (let at = first; !plan.wanted.get(at) && plan.next.get(at)?.length === 1; ) {
      const [to] = plan.next.get(at)!;
      lengthM += coarse.between(at, to).lengthM;
      if (lengthM > longestCableM) break;
      nodes.push(to);
      at = to;
    }
    return nodes;
  };
  const light = (node: number, supply: JointEnd[]) => {
    const own = supply.splice(0, plan.wanted.get(node) ?? 0);
    if (own.length > 0 && node !== plan.root) arrived.set(node, own as StrandEnd[]);
    for (const child of plan.next.get(node) ?? []) {
      const count = beyond(child);
      if (count === 0) continue;
      const way = follow(node, child);
      const cable = book.cable(way, count, plan.name);
      const strands = Array.from({ length: count }, (_, k) => strandOf(cable.id, k, cable.strandsPerTube));
      for (const strand of strands) book.splice(node, supply.shift()!, { ...strand, end: "a" });
      light(
        way.at(-1)!,
        strands.map((strand) => ({ ...strand, end: "b" as const })),
      );
    }
  };
  light(plan.root, [...plan.supply]);
  return arrived;
}

/** Nodes where strands arrive, in the order in which the supply is used up. */
export function arrivals({ root, next, wanted }: Pick<StrandPlan, "root" | "next" | "wanted">): number[] {
  const order: number[] = [];
  const visit = (node: number) => {
    for (let k = 0; k < (wanted.get(node) ?? 0); k++) order.push(node);
    for (const child of next.get(node) ?? []) visit(child);
  };
  visit(root);
  return order;
}

function strandOf(cableId: CableId, k: number, strandsPerTube: number) {
  return { cableId, tube: Math.floor(k / strandsPerTube) + 1, strand: (k % strandsPerTube) + 1 };
}
