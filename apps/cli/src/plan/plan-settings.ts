import type { PlanSettings, PriceBook } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, itemisedCounting, itemisedPriceBook } from "@cuntong/planner";
import type { PlanOptions } from "./options.ts";

/** The settings that the command line asks for. */
export function planSettings({ effort, itemised }: PlanOptions): PlanSettings {
  return { ...defaultSettings, effort, ...(itemised ? { counting: itemisedCounting } : {}) };
}

/** The prices that go with them where no price book is given. */
export function pricesWithout({ itemised }: Pick<PlanOptions, "itemised">): PriceBook {
  return itemised ? itemisedPriceBook : defaultPriceBook;
}
