import type { PlanSettings } from "@cuntong/network";

/**
 * Settings to start from: aerial cable along every road that may carry poles, nothing along motorways, cable fixed to the bridge on
 * bridges. Each is shown with the answer and is the project's own to change.
 */
export const defaultSettings: PlanSettings = {
  snapLimitM: 2000,
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
  effort: "standard",
};
