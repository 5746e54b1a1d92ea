/** Every route of Cuntong's HTTP API as plain zod data. */
import { explainRoutes } from "./explain.ts";
import { faultRoutes } from "./faults/routes.ts";
import { fileRoutes } from "./files.ts";
import { healthRoutes } from "./health.ts";
import { importRoutes } from "./imports.ts";
import { getPlanDefaults } from "./plan-defaults.ts";
import { planRoutes } from "./plans.ts";
import { designRoutes } from "./plant/designs.ts";
import { plantRoutes } from "./plant/routes.ts";
import { projectRoutes } from "./projects.ts";
import { redundancyRoutes } from "./redundancy.ts";
import { tileRoutes } from "./tiles.ts";

export { type CallAnswer, type CallArguments, type Client, createClient, ProblemError } from "./client.ts";
export * from "./explain.ts";
export * from "./faults/alarms.ts";
export { diagnoseFaults } from "./faults/diagnose.ts";
export { ImpactBody, impactOfCuts } from "./faults/impact.ts";
export * from "./faults/incidents.ts";
export { locateFault } from "./faults/locate.ts";
export { compareOtdrTraces, getOtdrTrace, listOtdrTraces, OtdrAnswer, readOtdr } from "./faults/otdr.ts";
export * from "./files.ts";
export * from "./health.ts";
export * from "./imports.ts";
export * from "./locks.ts";
export * from "./plan-defaults.ts";
export * from "./plans.ts";
export * from "./plant/designs.ts";
export { type OperationArgs, type OperationName, operationNames, plantOperations } from "./plant/operations.ts";
export { Change, plantRecords, Table } from "./plant/records.ts";
export * from "./plant/routes.ts";
export { TraceAnswer, type TracedCable } from "./plant/trace.ts";
export * from "./projects.ts";
export * from "./redundancy.ts";
export * from "./route.ts";
export * from "./tiles.ts";
export * from "./words.ts";

export const routes = [
  ...healthRoutes,
  ...projectRoutes,
  ...importRoutes,
  ...planRoutes,
  ...explainRoutes,
  ...plantRoutes,
  ...designRoutes,
  ...redundancyRoutes,
  ...fileRoutes,
  ...faultRoutes,
  getPlanDefaults,
  ...tileRoutes,
] as const;
