import type { HistogramBin } from "@cuntong/contract";
import type { z } from "zod";

type Bin = z.infer<typeof HistogramBin>;

/** Widths that a person can read, per power of ten; neighbours differ by so little that one of them gives 9 to 13 bins. */
const niceWidths = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * Villages by their share of the cost, in 10 to 14 bins of one nice width. The dearest two per cent would stretch the rest into one
 * bin: they share the last one, which is as wide as they need. Villages of one and the same share make a single bin.
 */
export function histogramOf(sharesFen: readonly number[]): Bin[] {
  if (sharesFen.length === 0) return [];
  const sorted = [...sharesFen].sort((a, b) => a - b);
  const least = sorted[0]!;
  const most = sorted.at(-1)!;
  if (least === most) return [{ fromFen: least, toFen: most + 1, villages: sorted.length }];
  const bulk = sorted[Math.floor(0.98 * (sorted.length - 1))]!;
  const width = niceWidth(least, Math.max(bulk, least + 1));
  return fill(sorted, Math.floor(least / width) * width, width, Math.max(bulk, least + 1), most);
}

function niceWidth(least: number, bulk: number): number {
  for (let power = 1; ; power *= 10) {
    for (const nice of niceWidths) {
      const width = Math.max(1, Math.round(nice * power));
      if (binsTo(least, bulk, width) <= 13) return width;
    }
  }
}

function binsTo(least: number, most: number, width: number): number {
  return Math.floor(most / width) - Math.floor(least / width) + 1;
}

function fill(sorted: readonly number[], start: number, width: number, bulk: number, most: number): Bin[] {
  const count = Math.floor((bulk - start) / width) + 1;
  const bins = Array.from({ length: count }, (_, i) => ({
    fromFen: start + i * width,
    toFen: start + (i + 1) * width,
    villages: 0,
  }));
  const end = start + count * width;
  if (most >= end) bins.push({ fromFen: end, toFen: Math.ceil((most + 1) / width) * width, villages: 0 });
  for (const share of sorted) bins[Math.min(bins.length - 1, Math.floor((share - start) / width))]!.villages++;
  return bins;
}
