import type { CorridorClass } from "@cuntong/network";

/**
 * How far out a corridor is still drawn: a map of the province shows rank 5 and up, a village shows everything. The corridor file keeps
 * one spatial index per rank, so that a small-scale question never walks past the lanes.
 */
export const classRank: Readonly<Record<CorridorClass, number>> = {
  motorway: 6,
  trunk: 6,
  primary: 5,
  secondary: 4,
  tertiary: 3,
  powerline: 3,
  minor: 2,
  residential: 1,
  service: 1,
  track: 1,
  path: 0,
  other: 0,
  offroad: 0,
};

/** Ranks run from 0 to one less than this. */
export const rankCount = 7;
