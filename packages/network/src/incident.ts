/** What a line of an incident's timeline tells. */
export const incidentEventKinds = [
  "opened",
  "assigned",
  "note",
  "evidence",
  "place",
  "restored",
  "reopened",
  "closed",
  "attached",
  "detached",
  "acknowledged",
  "unacknowledged",
] as const;
export type IncidentEventKind = (typeof incidentEventKinds)[number];
