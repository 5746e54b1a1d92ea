import { makeRandom } from "./random.ts";

const medianPeople = 2210;
const spread = 0.55;

/** People and households of one village. */
export interface Inhabitants {
  readonly people: number;
  readonly households: number;
}

/**
 * Inhabitants of `count` villages, log-normal with a mean of about 2,500 people (the mean of Guangxi's village committees) and 3.2 to 4.6
 * people a household; the villages that `isRemote` says have half as many.
 */
export function inhabit(count: number, isRemote: (index: number) => boolean, seed: number): Inhabitants[] {
  const random = makeRandom(seed, 40);
  return Array.from({ length: count }, (_, index) => {
    const size = medianPeople * Math.exp(spread * random.normal()) * (isRemote(index) ? 0.55 : 1.03);
    const people = Math.round(Math.min(14_000, Math.max(180, size)));
    return { people, households: Math.round(people / (3.2 + 1.4 * random.next())) };
  });
}
