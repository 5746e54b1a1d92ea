import { alarmRoutes } from "./alarms.ts";
import { diagnoseFaults } from "./diagnose.ts";
import { impactOfCuts } from "./impact.ts";
import { incidentRoutes } from "./incidents.ts";
import { locateFault } from "./locate.ts";
import { otdrRoutes } from "./otdr.ts";

export const faultRoutes = [
  locateFault,
  impactOfCuts,
  diagnoseFaults,
  ...otdrRoutes,
  ...incidentRoutes,
  ...alarmRoutes,
] as const;
