import type { DesignDifference, DesignDrawing } from "@cuntong/contract";
import { type Cable, cablePath, type Network, type Ref } from "@cuntong/network";

/** Where what a design makes, changes and removes lies: a removed object where it was; what has no place of its own is left out. */
export function drawingOf(base: Network, after: Network, differences: readonly DesignDifference[]): DesignDrawing[] {
  return differences.flatMap(({ object, kind, fields }): DesignDrawing[] => {
    const now = kind === "removed" ? [] : drawn(after, object, kind);
    const hasMoved = fields.some(({ field }) => field === "line" || field === "position" || field === "spanIds");
    const was = kind === "removed" || (kind === "changed" && hasMoved) ? drawn(base, object, "removed") : [];
    return [...was, ...now];
  });
}

function drawn(network: Network, object: Ref, kind: DesignDifference["kind"]): DesignDrawing[] {
  const { table, id } = object;
  if (table === "spans") {
    const line = network.get("spans", id)?.line;
    return line ? [{ object, kind, line: line.map(([lon, lat]): [number, number] => [lon, lat]) }] : [];
  }
  if (table === "cables") return alongCable(network, network.get("cables", id), object, kind);
  const at = pointOf(network, object);
  return at ? [{ object, kind, at: [at[0], at[1]] }] : [];
}

function alongCable(
  network: Network,
  cable: Cable | undefined,
  object: Ref,
  kind: DesignDifference["kind"],
): DesignDrawing[] {
  if (!cable) return [];
  return cablePath(network, cable).spans.map(({ line }) => ({
    ...{ object, kind },
    line: line.map(([lon, lat]): [number, number] => [lon, lat]),
  }));
}

function pointOf(network: Network, { table, id }: Ref): readonly [number, number] | undefined {
  if (table === "nodes") return network.get("nodes", id)?.position;
  if (table === "villages") return network.get("villages", id)?.position;
  const closureId =
    table === "splitters"
      ? network.get("splitters", id)?.closureId
      : table === "splices"
        ? network.get("splices", id)?.closureId
        : id;
  const holder = network.get(table === "equipment" ? "equipment" : "closures", closureId ?? "");
  return holder && network.get("nodes", holder.nodeId)?.position;
}
