import type { Counting } from "@cuntong/contract";
import { wholeOf } from "./number-text.ts";

/** What a plan counts item by item, as typed on the form. */
export interface CountingFields {
  readonly poles: boolean;
  readonly everyM: string;
  /** Kept from the defaults: corridors that have poles already. */
  readonly classesWithPoles: NonNullable<Counting["poles"]>["classesWithPoles"];
  readonly cable: boolean;
  readonly strandsPerVillage: string;
  readonly reservePct: string;
  readonly slackPct: string;
  readonly drums: boolean;
  readonly drumM: string;
  readonly cabinetsPerVillage: string;
  readonly splittersPerVillage: string;
  readonly fixedPerVillage: boolean;
  readonly opex: boolean;
  readonly years: string;
  readonly opexInCost: boolean;
}

/** The limits of each number, as the contract has them. */
export const countingLimits = {
  everyM: [1, 10_000],
  strandsPerVillage: [1, 1_000],
  reservePct: [0, 1_000],
  slackPct: [0, 100],
  drumM: [1, 100_000],
  cabinetsPerVillage: [0, 1_000],
  splittersPerVillage: [0, 1_000],
  years: [1, 100],
} as const satisfies Partial<Record<keyof CountingFields, readonly [number, number]>>;
export type CountingNumber = keyof typeof countingLimits;

export function countingFields({ poles, cable, drumM, opex, ...rest }: Counting): CountingFields {
  return {
    poles: poles !== null,
    everyM: String(poles?.everyM ?? 50),
    classesWithPoles: poles?.classesWithPoles ?? ["powerline"],
    cable: cable !== null,
    strandsPerVillage: String(cable?.strandsPerVillage ?? 4),
    reservePct: String(cable?.reservePct ?? 20),
    slackPct: String(cable?.slackPct ?? 2),
    drums: drumM !== null,
    drumM: String(drumM ?? 3000),
    cabinetsPerVillage: String(rest.cabinetsPerVillage),
    splittersPerVillage: String(rest.splittersPerVillage),
    fixedPerVillage: rest.fixedPerVillage,
    opex: opex !== null,
    years: String(opex?.years ?? 10),
    opexInCost: opex?.inCost ?? false,
  };
}

/** Numbers of the form that are needed and are no whole number inside their limits. */
export function countingFaults(fields: CountingFields): readonly CountingNumber[] {
  const needed: Record<CountingNumber, boolean> = {
    everyM: fields.poles,
    ...{ strandsPerVillage: fields.cable, reservePct: fields.cable, slackPct: fields.cable },
    ...{ drumM: fields.drums, cabinetsPerVillage: true, splittersPerVillage: true, years: fields.opex },
  };
  return (Object.keys(countingLimits) as CountingNumber[]).filter(
    (name) => needed[name] && numberOf(fields, name) === undefined,
  );
}

/** What the fields stand for; undefined while one of them is wrong. */
export function countingOf(fields: CountingFields): Counting | undefined {
  if (countingFaults(fields).length > 0) return undefined;
  const value = (name: CountingNumber) => numberOf(fields, name) ?? 0;
  return {
    poles: fields.poles ? { everyM: value("everyM"), classesWithPoles: [...fields.classesWithPoles] } : null,
    cable: fields.cable
      ? {
          strandsPerVillage: value("strandsPerVillage"),
          reservePct: value("reservePct"),
          slackPct: value("slackPct"),
        }
      : null,
    drumM: fields.drums ? value("drumM") : null,
    cabinetsPerVillage: value("cabinetsPerVillage"),
    splittersPerVillage: value("splittersPerVillage"),
    fixedPerVillage: fields.fixedPerVillage,
    opex: fields.opex ? { years: value("years"), inCost: fields.opexInCost } : null,
  };
}

function numberOf(fields: CountingFields, name: CountingNumber): number | undefined {
  const [least, most] = countingLimits[name];
  return wholeOf(fields[name], least, most);
}
