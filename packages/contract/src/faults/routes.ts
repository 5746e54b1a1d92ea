import { diagnoseFaults } from "./diagnose.ts";
import { impactOfCuts } from "./impact.ts";
import { locateFault } from "./locate.ts";

export const faultRoutes = [locateFault, impactOfCuts, diagnoseFaults] as const;
