import type { Incident } from "@cuntong/contract";

type State = Incident["state"];

/** The states of an incident, in their order. */
export const incidentStates: readonly State[] = ["open", "assigned", "restored", "closed"];

/** Which incidents the list shows: as a person says it. */
export interface WantedIncidents {
  readonly text: string;
  /** None: all. */
  readonly states: readonly State[];
  readonly countyCode: string;
  /** Days, `2026-11-29`, both counted in; empty for no end. */
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

export const everyIncident: WantedIncidents = { text: "", states: [], countyCode: "", from: "", to: "", limit: 50 };

/** The most that one question answers. */
export const mostIncidents = 1_000;

/** What the list is asked, and its table: the days as they begin and end where the person is. */
export function incidentQuery({ text, states, countyCode, from, to, limit }: WantedIncidents) {
  return {
    limit,
    ...(text.trim() !== "" && { q: text.trim() }),
    ...(states.length > 0 && { state: states.join(",") }),
    ...(countyCode !== "" && { countyCode }),
    ...(from !== "" && { from: midnight(from, 0) }),
    ...(to !== "" && { to: midnight(to, 1) }),
  };
}

/** Whether anything is looked for. */
export function wantsSome({ limit: _, ...wanted }: WantedIncidents): boolean {
  return Object.values(wanted).some((value) => value.length > 0);
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
