import type { Incident, OutageRow } from "./records.ts";

interface Sum {
  incidents: Set<string>;
  repairMs: number;
  repaired: Set<string>;
  villageMs: number;
  personMs: number;
}

/** Without county or cause they are one row under an empty name. */
const unnamed = "";

/**
 * Outage of incidents in a period, by county of the villages lost and by cause. A village is dark from the opening to the restoration, cut to the
 * period; an incident not restored yet counts to the period's end. Repair is from opening to restoration, not cut.
 */
export function outageOf(incidents: readonly Incident[], from: Date, to: Date): OutageRow[] {
  const sums = new Map<string, Sum>();
  for (const incident of incidents) {
    const opened = Date.parse(incident.openedAt);
    const restored = incident.restoredAt === undefined ? undefined : Date.parse(incident.restoredAt);
    const darkMs = Math.min(restored ?? to.getTime(), to.getTime()) - Math.max(opened, from.getTime());
    if (darkMs <= 0) continue;
    const lost = (incident.impact?.villages ?? []).filter(({ fate }) => fate === "lost");
    const counties = new Set(lost.map(({ countyCode }) => countyCode ?? unnamed));
    for (const county of counties.size > 0 ? counties : [unnamed]) {
      const sum = sumOf(sums, county, incident.cause ?? unnamed);
      const own = lost.filter(({ countyCode }) => (countyCode ?? unnamed) === county);
      sum.incidents.add(incident.id);
      sum.villageMs += darkMs * own.length;
      sum.personMs += darkMs * own.reduce((people, village) => people + (village.people ?? 0), 0);
      if (restored === undefined) continue;
      sum.repairMs += restored - opened;
      sum.repaired.add(incident.id);
    }
  }
  return [...sums]
    .map(([key, { incidents: own, repairMs, repaired, villageMs, personMs }]): OutageRow => {
      const [countyCode, cause] = JSON.parse(key) as [string, string];
      return {
        countyCode,
        cause,
        incidents: own.size,
        ...(repaired.size > 0 && { meanRepairMinutes: repairMs / repaired.size / 60_000 }),
        villageMinutes: villageMs / 60_000,
        personMinutes: personMs / 60_000,
      };
    })
    .sort((a, b) => (a.countyCode + a.cause < b.countyCode + b.cause ? -1 : 1));
}

function sumOf(sums: Map<string, Sum>, county: string, cause: string): Sum {
  const key = JSON.stringify([county, cause]);
  const known = sums.get(key);
  if (known) return known;
  const fresh: Sum = { incidents: new Set(), repairMs: 0, repaired: new Set(), villageMs: 0, personMs: 0 };
  sums.set(key, fresh);
  return fresh;
}
