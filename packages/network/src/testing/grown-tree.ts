import type { Network } from "../snapshot/network.ts";
import type { Dice } from "./dice.ts";
import { sketch } from "./sketch.ts";

/** A tree of closures under one OLT: each new point hangs on one that is there, a village ends its row. */
export function grownTree(grown: readonly (readonly [at: number, isVillage: boolean])[]): Network {
  const rows: string[][] = [["OLT1"]];
  for (const [i, [at, isVillage]] of grown.entries()) {
    const open = rows.filter((row) => !row.at(-1)!.startsWith("V"));
    const row = open[at % open.length] ?? rows[0];
    row.push(isVillage ? `V${i}` : `SC${i}`);
  }
  if (!rows[0].at(-1)!.startsWith("V")) rows[0].push("V99");
  return sketch(rows.map((row) => row.join(" ==24== ")).join("\n")).network;
}

/** A comb: a trunk of closures, each with a splitter that feeds some villages. */
export function randomComb(dice: Dice, trunk: number): Network {
  const run = (least: number, most: number) => least + Math.floor(dice.next() * (most - least));
  let row = "OLT1";
  const columns: number[] = [];
  for (let i = 0; i < trunk; i++) {
    row += ` ${"=".repeat(run(3, 12))}48${"=".repeat(run(3, 12))} `;
    columns.push(row.length);
    row += `SC${i}/8`;
  }
  const lines = [row];
  // The rightmost branch first: what is drawn to the right of a closure would cut off those beyond.
  for (let i = trunk - 1; i >= 0; i--) {
    for (let v = run(2, 6); v > 0; v--) {
      const bars = columns.slice(0, i).reduce((text, column) => `${text.padEnd(column)}|`, "");
      lines.push(`${bars.padEnd(columns[i])}+${"-".repeat(run(2, 10))}drop${"-".repeat(run(2, 10))} V${i}x${v}`);
    }
  }
  return sketch(lines.join("\n")).network;
}
