import { writePriceBookCsv } from "@cuntong/formats";
import { defaultPriceBook } from "@cuntong/planner";
import type { Command } from "./usage.ts";

/** `cuntong prices`: the default price book, to be edited and given back with `--prices`. */
export const pricesCommand: Command = {
  name: "prices",
  usage: "cuntong prices > prices.csv",
  summary: "Prints the default price book as CSV: codes, units, prices in fen, sources and dates.",
  async run() {
    process.stdout.write(writePriceBookCsv(defaultPriceBook));
    return 0;
  },
};
