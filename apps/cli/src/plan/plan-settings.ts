import type { PlanSettings, PriceBook } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, itemisedCounting, itemisedPriceBook } from "@cuntong/planner";
import type { InputOptions } from "./input-options.ts";

/** The settings that the command line asks for. */
export function planSettings({ effort, itemised, offroadLimitM, existingSpans }: InputOptions): PlanSettings {
  return {
    ...{ ...defaultSettings, effort, offroadLimitM },
    ...(existingSpans === undefined ? {} : { existingSpans }),
    ...(itemised ? { counting: itemisedCounting } : {}),
  };
}

/** The prices that go with them where no price book is given. */
export function pricesWithout({ itemised }: Pick<InputOptions, "itemised">): PriceBook {
  return itemised ? itemisedPriceBook : defaultPriceBook;
}
