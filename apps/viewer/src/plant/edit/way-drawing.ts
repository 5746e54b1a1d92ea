import type { Speaker } from "../../language/speaker.ts";
import type { WayDrawing } from "../../map/scene.ts";
import type { FoundWay } from "./way-context.ts";

/** A picked way as it lies on the map: its spans, the nodes picked and those it ends at, and its drawn metres where it ends. */
export function drawWay({ way, nodeIds, spanIds, lengthM, network }: FoundWay, { length }: Speaker): WayDrawing {
  const picked = way.stops.flatMap(({ table, id }) => (table === "nodes" ? [id] : []));
  const last = nodeIds[nodeIds.length - 1] ?? "";
  const end = network.get("nodes", last);
  return {
    lines: spanIds.flatMap((id) => {
      const span = network.get("spans", id);
      return span ? [span.line] : [];
    }),
    stops: [...new Set([...picked, nodeIds[0] ?? "", last])].flatMap((id) => {
      const node = network.get("nodes", id);
      return node ? [node.position] : [];
    }),
    end: end && spanIds.length > 0 ? { at: end.position, text: length(lengthM) } : null,
  };
}
