import type { Counting, PlanSettings } from "@cuntong/network";

/** The default prices are averages of whole programmes: a metre of them holds poles, cable and joints already. */
const allIn: Counting = {
  poles: null,
  cable: null,
  drumM: null,
  cabinetsPerVillage: 0,
  splittersPerVillage: 0,
  fixedPerVillage: false,
  opex: null,
};

/**
 * What is counted with the itemised prices: a pole every 50 m, four strands a village with a fifth in reserve, 2 % of slack, drums of 3 km,
 * a cabinet and a splitter in every village, and what ten years of running cost, shown apart.
 */
export const itemisedCounting: Counting = {
  poles: { everyM: 50, classesWithPoles: ["powerline"] },
  cable: { strandsPerVillage: 4, reservePct: 20, slackPct: 2 },
  drumM: 3000,
  cabinetsPerVillage: 1,
  splittersPerVillage: 1,
  fixedPerVillage: true,
  opex: { years: 10, inCost: false },
};

/**
 * Settings to start from: aerial cable along every road that may carry poles, nothing along motorways, cable fixed to the bridge on
 * bridges. Each is shown with the answer and is the project's own to change.
 */
export const defaultSettings: PlanSettings = {
  snapLimitM: 2000,
  offroadLimitM: 0,
  slopeFlatPct: 10,
  slopeRollingPct: 25,
  supportByClass: {
    motorway: null,
    trunk: "aerial",
    primary: "aerial",
    secondary: "aerial",
    tertiary: "aerial",
    minor: "aerial",
    residential: "aerial",
    service: "aerial",
    track: "aerial",
    path: "aerial",
    powerline: "aerial",
    other: "aerial",
    offroad: "aerial",
  },
  bridgeSupport: "wall",
  counting: allIn,
  effort: "standard",
};
