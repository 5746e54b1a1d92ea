import { canonicalJson } from "../change/canonical.ts";

/** A run of a list replaced: items `from` to before `to` of the base became `items`. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly items: readonly unknown[];
}

/** Lists beyond this length are not taken apart: they are one value. */
const maxItems = 2000;

/**
 * Three-way merge of lists (Khanna, Kunal and Pierce 2007, "A formal investigation of diff3"): what the two sides changed at different
 * places of the base is taken from both. Nothing where they changed the same place, or put something between the same two items.
 */
export function mergeLists(
  base: readonly unknown[],
  one: readonly unknown[],
  two: readonly unknown[],
): unknown[] | undefined {
  if (Math.max(base.length, one.length, two.length) > maxItems) return undefined;
  const hunks = [...hunksOf(base, one), ...hunksOf(base, two)].sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: unknown[] = [];
  let done = 0;
  let before: Hunk | undefined;
  for (const hunk of hunks) {
    if (before && canonicalJson(before) === canonicalJson(hunk)) continue;
    if (before && (hunk.from < before.to || hunk.from === before.from)) return undefined;
    merged.push(...base.slice(done, hunk.from), ...hunk.items);
    done = hunk.to;
    before = hunk;
  }
  return [...merged, ...base.slice(done)];
}

/** What turns `base` into `side`, by a longest common subsequence. */
function hunksOf(base: readonly unknown[], side: readonly unknown[]): Hunk[] {
  const [a, b] = [base.map(canonicalJson), side.map(canonicalJson)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let k = b.length - 1; k >= 0; k--) {
      const skip = Math.max(common[(i + 1) * width + k], common[i * width + k + 1]);
      common[i * width + k] = a[i] === b[k] ? common[(i + 1) * width + k + 1] + 1 : skip;
    }
  }
  const hunks: Hunk[] = [];
  let [i, k] = [0, 0];
  while (i < a.length || k < b.length) {
    const [from, start] = [i, k];
    while ((i < a.length || k < b.length) && !(i < a.length && k < b.length && a[i] === b[k])) {
      if (k >= b.length || (i < a.length && common[(i + 1) * width + k] >= common[i * width + k + 1])) i++;
      else k++;
    }
    if (i > from || k > start) hunks.push({ from, to: i, items: side.slice(start, k) });
    for (; i < a.length && k < b.length && a[i] === b[k]; k++) i++;
  }
  return hunks;
}
