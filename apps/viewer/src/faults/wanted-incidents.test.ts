import { expect, test } from "vitest";
import { everyIncident, incidentQuery, wantsSome } from "./wanted-incidents.ts";

test("the list is asked for all incidents, or for what a person says, both days counted in", () => {
  expect([incidentQuery(everyIncident), wantsSome(everyIncident)]).toEqual([{ limit: 50 }, false]);
  const wanted = {
    ...everyIncident,
    text: " pole ",
    states: ["open", "assigned"] as const,
    from: "2026-11-01",
    to: "2026-11-30",
  };
  expect([incidentQuery(wanted), wantsSome(wanted)]).toEqual([
    {
      limit: 50,
      q: "pole",
      state: "open,assigned",
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 11, 1).toISOString(),
    },
    true,
  ]);
});
