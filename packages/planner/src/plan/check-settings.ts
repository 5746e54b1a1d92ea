import type { Issue, PlanSettings } from "@cuntong/network";

/** What is wrong with the settings: each number must be whole and within what the plan can count by. */
export function checkSettings({ counting, offroadLimitM }: PlanSettings): Issue[] {
  const { poles, cable, drumM, cabinetsPerVillage, splittersPerVillage, opex } = counting;
  return [
    ...whole("offroadLimitM", offroadLimitM, 0, 5_000),
    ...whole("counting.poles.everyM", poles?.everyM, 1, 10_000),
    ...whole("counting.cable.strandsPerVillage", cable?.strandsPerVillage, 1, 1_000),
    ...whole("counting.cable.reservePct", cable?.reservePct, 0, 1_000),
    ...whole("counting.cable.slackPct", cable?.slackPct, 0, 100),
    ...whole("counting.drumM", drumM ?? undefined, 1, 100_000),
    ...whole("counting.cabinetsPerVillage", cabinetsPerVillage, 0, 1_000),
    ...whole("counting.splittersPerVillage", splittersPerVillage, 0, 1_000),
    ...whole("counting.opex.years", opex?.years, 1, 100),
  ];
}

function whole(field: string, value: number | undefined, least: number, most: number): Issue[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [
    {
      severity: "error",
      code: "SETTING_INVALID",
      place: { field },
      value: String(value),
      message: `the setting ${field} takes a whole number from ${least} to ${most}`,
      params: { setting: field, least, most },
    },
  ];
}
