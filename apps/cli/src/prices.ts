import { writePriceBookCsv } from "@cuntong/formats";
import { pricesWithout } from "./plan/plan-settings.ts";
import { type Command, parseOptions } from "./usage.ts";

/** `cuntong prices`: a default price book, to be edited and given back with `--prices`. */
export const pricesCommand: Command = {
  name: "prices",
  usage: "cuntong prices [--itemised] > prices.csv",
  summary: "Prints a default price book as CSV: codes, units, prices in fen, sources and dates.",
  async run(args) {
    const options = parseOptions(args, { itemised: { type: "boolean", default: false } });
    process.stdout.write(writePriceBookCsv(pricesWithout(options)));
    return 0;
  },
};
