/** Status of every piece of plant (OFDS codelist), in the legal order. */
export const plantStatuses = [
  "proposed",
  "planned",
  "underConstruction",
  "operational",
  "inactive",
  "decommissioned",
] as const;
export type PlantStatus = (typeof plantStatuses)[number];

/** What each status may become. Work that stops goes one step back; what was built is never unbuilt, only taken out of use. */
export const legalTransitions: Readonly<Record<PlantStatus, readonly PlantStatus[]>> = {
  proposed: ["planned"],
  planned: ["proposed", "underConstruction"],
  underConstruction: ["planned", "operational"],
  operational: ["inactive"],
  inactive: ["operational", "decommissioned"],
  decommissioned: [],
};

/** The statuses of plant that stands in the field: what an answer is about unless it was asked for more. */
export const standingStatuses: readonly PlantStatus[] = ["underConstruction", "operational", "inactive"];

/** How an object's place and lengths are known, the best first. */
export const confidences = ["surveyed", "drawn", "assumed"] as const;
export type Confidence = (typeof confidences)[number];

/** The weaker of two: a length is as sure as the least sure of what it is made of. */
export function weaker(a: Confidence, b: Confidence): Confidence {
  return confidences.indexOf(a) >= confidences.indexOf(b) ? a : b;
}
