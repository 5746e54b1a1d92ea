import type { Line, Position } from "@cuntong/geo";
import type { PreparedPlan } from "../plan/prepared-plan.ts";

/** The ground that some edges of a prepared plan lead over, neighbours in the order given joined end to end. */
export function linesOfEdges({ network, problem }: PreparedPlan, edges: readonly number[]): Line[] {
  const { start, lon, lat } = network.stretches.lines;
  const lines: Position[][] = [];
  for (const e of edges) {
    const stretch = problem.stretchOf[e];
    const points: Position[] = [];
    for (let i = start[stretch]; i < start[stretch + 1]; i++) points.push([lon[i], lat[i]]);
    const last = lines.at(-1);
    if (!last || !extend(last, points)) lines.push(points);
  }
  return lines;
}

/** Lengthens a line by points that begin or end where it ends; false where they do neither. A line of one piece may turn round first. */
function extend(line: Position[], points: Position[], mayTurn = true): boolean {
  const end = String(line.at(-1));
  if (String(points[0]) === end) line.push(...points.slice(1));
  else if (String(points.at(-1)) === end) line.push(...points.toReversed().slice(1));
  else if (mayTurn) {
    line.reverse();
    if (extend(line, points, false)) return true;
    line.reverse();
    return false;
  } else return false;
  return true;
}
