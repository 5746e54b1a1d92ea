import type { VillageStatus } from "@cuntong/network";

/** Statuses of the villages that a plan is for: those without fibre that nobody is building to. */
export const statusesToConnect: readonly VillageStatus[] = ["unconnected", "planned"];
