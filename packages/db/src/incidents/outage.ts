import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import type { OutageRow } from "./records.ts";

/**
 * Outage in a period, by county of the villages lost and by cause. Only dark stretches count, cut to the period; one that lasts still counts until
 * now. An incident without a village lost is under no county.
 */
export async function readOutage(tx: Tx, projectId: string, from: Date, to: Date): Promise<OutageRow[]> {
  const rows = await rowsOf<{ county: string; cause: string; incidents: number; repair: number | null } & Lost>(
    tx,
    sql`with period as (select ${from.toISOString()}::timestamptz as since, least(${to.toISOString()}::timestamptz, now()) as until),
      dark as (
        select d.incident_id as id, sum(extract(epoch from least(d.until, p.until) - greatest(d.since, p.since)))::double precision / 60 as minutes
        from incident_dark d, period p
        where d.project_id = ${projectId} and d.since < p.until and coalesce(d.until, p.until) > p.since group by 1),
      repair as (
        select incident_id as id, sum(extract(epoch from until - since))::double precision / 60 as minutes
        from incident_dark where project_id = ${projectId} group by 1 having bool_and(until is not null))
      select coalesce(l.county_code, '') collate "C" as county, coalesce(i.cause, '') collate "C" as cause, count(*)::integer as incidents, avg(repair.minutes) as repair,
        coalesce(sum(dark.minutes * l.villages), 0) as villages, coalesce(sum(dark.minutes * l.people), 0) as people
      from dark join incident i on i.project_id = ${projectId} and i.id = dark.id
        left join incident_loss l on l.project_id = i.project_id and l.incident_id = i.id
        left join repair on repair.id = i.id
      group by 1, 2 order by 1, 2`,
  );
  return rows.map(({ county, cause, incidents, repair, villages, people }) => ({
    countyCode: county,
    cause,
    incidents,
    ...(repair !== null && { meanRepairMinutes: repair }),
    villageMinutes: villages,
    personMinutes: people,
  }));
}

interface Lost {
  readonly villages: number;
  readonly people: number;
}
