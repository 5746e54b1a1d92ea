import { type ChoiceWeights, type Issue, type Village, weightScale } from "@cuntong/network";

/** What each village is worth in ten-thousandths, by index, and what keeps it from being known. */
export interface Worth {
  readonly worth: Float64Array;
  readonly issues: readonly Issue[];
}

/** Above this a multiplier times a weight would not be exact. */
const greatestWorth = 2 ** 33;

/** Villages named in one message. */
const mostNamed = 5;

/**
 * Weighs villages. Codes: `WEIGHT_INVALID` (a weight that is no decimal of at most four digits after the point, or a village worth more
 * than 850,000), `WEIGHT_NONE` (no weight at all), `WEIGHT_UNKNOWN` (villages without what a weight counts).
 */
export function worthOf(weights: ChoiceWeights, villages: readonly Village[]): Worth {
  const parts = partsOf(weights);
  const issues: Issue[] = parts.flatMap(({ name, weight }) => (isExact(weight) ? [] : [invalid(name, weight)]));
  if (!parts.some(({ weight }) => weight > 0)) issues.push(none());
  const counted = parts.filter(({ weight }) => weight > 0);
  const worth = Float64Array.from(villages, (village) => {
    return counted.reduce(
      (sum, { weight, count }) => sum + Math.round(weight * weightScale) * (count(village) ?? 0),
      0,
    );
  });
  for (const { name, count } of counted) {
    const known = villages.filter((village) => count(village) !== undefined);
    // A service that no village has is a slip of the pen: nobody would be worth anything for it.
    const isNobodys = name in (weights.services ?? {}) && !known.some((village) => count(village)! > 0);
    const lacking = isNobodys ? villages : villages.filter((village) => count(village) === undefined);
    if (lacking.length > 0) issues.push(lacks(name, lacking));
  }
  const heavy = villages.find((_, i) => !(worth[i] < greatestWorth));
  if (heavy) issues.push(invalid(`village ${heavy.code}`, worth[villages.indexOf(heavy)] / weightScale));
  return { worth, issues };
}

interface Part {
  readonly name: string;
  readonly weight: number;
  readonly count: (village: Village) => number | undefined;
}

function partsOf({ people = 0, households = 0, village = 0, priority = 0, services = {} }: ChoiceWeights): Part[] {
  return [
    { name: "people", weight: people, count: (v) => v.people },
    { name: "households", weight: households, count: (v) => v.households },
    { name: "village", weight: village, count: () => 1 },
    { name: "priority", weight: priority, count: (v) => v.priority },
    ...Object.entries(services).map(([name, weight]) => ({
      name,
      weight,
      count: (v: Village) => (v.services ? Number(v.services.includes(name)) : undefined),
    })),
  ];
}

function isExact(weight: number): boolean {
  return (
    weight >= 0 && weight < greatestWorth && Math.abs(weight * weightScale - Math.round(weight * weightScale)) < 1e-6
  );
}

function invalid(name: string, weight: number): Issue {
  const message = `the weight of ${name} is ${weight}: not a decimal of zero or more, with four digits after the point, that can be added up exactly`;
  return {
    severity: "error",
    code: "WEIGHT_INVALID",
    place: {},
    value: String(weight),
    message,
    params: { weight: name },
  };
}

function none(): Issue {
  const message = "no weight says what a village is worth; give one, for example village: 1";
  return { severity: "error", code: "WEIGHT_NONE", place: {}, message };
}

/** Villages of which something that is to be counted is not known. */
export function lacks(name: string, villages: readonly Village[]): Issue {
  const [lon, lat] = villages[0].position;
  const named = villages
    .slice(0, mostNamed)
    .map(({ code }) => code)
    .join(", ");
  const more = villages.length > mostNamed ? ` and ${villages.length - mostNamed} more` : "";
  const message = `${villages.length} villages do not say their ${name}, which is to be counted: ${named}${more}`;
  const params = { weight: name, count: villages.length, villages: named };
  return { severity: "error", code: "WEIGHT_UNKNOWN", place: { lon, lat }, message, params };
}
