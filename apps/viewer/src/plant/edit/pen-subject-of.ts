import type { PenSubject } from "../../map/pen-subject.ts";
import type { PenTask } from "../../state/workspace.ts";
import type { Around } from "../plant-context.ts";

/** What the pen drags: the line of the chosen span, or the chosen node with the spans that end there. */
export function subjectOf(task: PenTask | null, around: Around | null | undefined): PenSubject | null {
  if (!around) return null;
  const { network, object } = around;
  if (task === "reshape") {
    const span = network.get("spans", object.id);
    return object.table === "spans" && span ? { task, line: span.line } : null;
  }
  const node = network.get("nodes", object.id);
  if (task !== "move" || object.table !== "nodes" || !node) return null;
  const spans = network
    .referrers("nodes", node.id, "spans")
    .flatMap((id) => network.get("spans", id) ?? [])
    .filter(({ status }) => status !== "decommissioned")
    .map(({ id, line, from, to }) => ({ id, line, atFirst: from === node.id, atLast: to === node.id }));
  return { task, at: node.position, spans };
}
