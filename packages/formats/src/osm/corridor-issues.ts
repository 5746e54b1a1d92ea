import type { Corridors, Issue } from "@cuntong/network";
import type { AssemblyCounts } from "./assemble-corridors.ts";

/** What the reading of corridors has to say about a file that could be opened. */
export function corridorIssues(
  file: string,
  corridors: Corridors,
  counts: AssemblyCounts & { readonly badPositions: number; readonly damaged: boolean },
): Issue[] {
  const { missingRefs, cutWays, apartPowerlines, badPositions, damaged } = counts;
  const issues: Issue[] = [];
  if (missingRefs > 0)
    issues.push({
      severity: "warning",
      code: "OSM_NODES_MISSING",
      place: { file },
      message: `${cutWays} ways name ${missingRefs} nodes that the file does not hold; they are cut there.`,
      suggestion: "Usual at the edge of a clipped extract; elsewhere fetch a complete one.",
      params: { ways: cutWays, nodes: missingRefs },
    });
  if (badPositions > 0)
    issues.push({
      severity: "warning",
      code: "OSM_POSITION",
      place: { file },
      message: `${badPositions} nodes lie outside longitude ±180, latitude ±90; ways are cut there.`,
      params: { nodes: badPositions },
    });
  if (apartPowerlines > 0)
    issues.push({
      severity: "info",
      code: "OSM_POWERLINE_APART",
      place: { file },
      message: `${apartPowerlines} power lines share no point with a road and are used as barriers only.`,
      params: { ways: apartPowerlines },
    });
  // A damaged file has already said why it holds none.
  if (corridors.edgeFrom.length === 0 && !damaged)
    issues.push({ severity: "error", code: "OSM_NO_CORRIDORS", place: { file }, message: "The file holds no roads." });
  return issues;
}
