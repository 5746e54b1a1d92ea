import { type Redundancy, redundancyGrades } from "@cuntong/network";
import type { Structure } from "./redundancy.ts";

/** How many ids of one kind are listed; the rest is counted, and `--json` has all. */
const mostListed = 20;

/** The structure of a file in words. */
export function structureLines(structure: Structure | undefined): string[] {
  if (!structure) return [];
  const { vertices, edges, components, bridges, articulationPoints, twoEdgeConnected } = structure;
  return [
    `${vertices} vertices, ${edges} edges, ${components.length} components, ${twoEdgeConnected.length} two-edge-connected`,
    `${bridges.length} bridges`,
    ...listed(bridges.map(({ id, source, target }) => `${id === undefined ? "" : `${id}: `}${source} -- ${target}`)),
    `${articulationPoints.length} articulation points`,
    ...listed(articulationPoints),
  ];
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - mostListed;
  return [...lines.slice(0, mostListed).map((line) => `  ${line}`), ...(more > 0 ? [`  and ${more} more`] : [])];
}

/** Grades, counties and the worst points in words; that there is no headend, where there is none. */
export function summaryLines(redundancy: Redundancy | undefined, top: number): string[] {
  if (!redundancy) return ["no headend: name one with --headend ID to grade villages"];
  const { totals, counties, villages, headends, sharedRisks, villagesWithoutPeople, points, revision } = redundancy;
  const worst = points.page(0, top);
  return [
    `revision ${revision}: ${villages.length} villages, ${headends.length} headends; shared risks: ${sharedRisks.named} named, ${sharedRisks.parallel} found side by side`,
    columns(["county", ...redundancyGrades]),
    ...counties.map((county) =>
      columns([county.countyCode || "-", ...redundancyGrades.map((g) => county.villages[g])]),
    ),
    columns(["all", ...redundancyGrades.map((grade) => totals.villages[grade])]),
    ...(villagesWithoutPeople > 0
      ? [`people of ${villagesWithoutPeople} villages are not known and count as none`]
      : []),
    `${points.count} single points of failure${worst.length < points.count ? `, the worst ${worst.length}` : ""}`,
    ...worst.map(
      ({ kind, id, villages: lost, people, services }) =>
        `  ${kind} ${id}: ${lost} villages, ${people} people, ${services} services`,
    ),
  ];
}

function columns(cells: readonly (string | number)[]): string {
  return cells.map((cell, i) => (i === 0 ? String(cell).padEnd(8) : String(cell).padStart(12))).join("");
}
