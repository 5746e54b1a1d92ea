import type { Line, Position } from "@cuntong/geo";
import { cablePath, type JointEnd, type Network, type Records, type Ref } from "@cuntong/network";
import { holderOfEnd } from "./names.ts";

/** Where an object is: points, lines, or both. */
export interface Place {
  readonly points: readonly Position[];
  readonly lines: readonly Line[];
}

const nowhere: Place = { points: [], lines: [] };

/** Where an object lies on the ground, as far as the plant knows it. */
export function placeOf(network: Network, { table, id }: Ref): Place {
  const record = network.get(table, id);
  if (!record) return nowhere;
  switch (table) {
    case "nodes":
      return at((record as Records["nodes"]).position);
    case "villages":
      return at((record as Records["villages"]).position);
    case "spans":
      return { points: [], lines: [(record as Records["spans"]).line] };
    case "ducts":
      return placeOf(network, { table: "spans", id: (record as Records["ducts"]).spanId });
    case "cables":
      return placeOfCable(network, record as Records["cables"]);
    case "closures":
    case "equipment":
      return placeOf(network, { table: "nodes", id: (record as Records["closures"]).nodeId });
    case "splitters":
      return placeOf(network, { table: "closures", id: (record as Records["splitters"]).closureId });
    case "splices":
    case "patches":
      return placeOfJoint(network, record as Records["splices"]);
    case "drops":
      return placeOf(network, { table: "cables", id: (record as Records["drops"]).cableId });
    case "services":
      return placeOf(network, { table: "villages", id: (record as Records["services"]).villageCode });
    case "circuits": {
      const { a, z } = record as Records["circuits"];
      return together(placeOfEnd(network, a), placeOfEnd(network, z));
    }
    default:
      return nowhere;
  }
}

function at(position: Position): Place {
  return { points: [position], lines: [] };
}

function placeOfCable(network: Network, cable: Records["cables"]): Place {
  const { nodeIds, spans } = cablePath(network, cable);
  const ends = [nodeIds[0], nodeIds[nodeIds.length - 1]].flatMap((id) => {
    const node = network.get("nodes", id ?? "");
    return node ? [node.position] : [];
  });
  return { points: ends, lines: spans.map(({ line }) => line) };
}

function placeOfJoint(network: Network, { closureId, a, b }: Records["splices"]): Place {
  if (closureId !== undefined) return placeOf(network, { table: "closures", id: closureId });
  const device = [a, b].find((end) => "equipmentId" in end);
  return device ? placeOfEnd(network, device) : nowhere;
}

function placeOfEnd(network: Network, end: JointEnd): Place {
  return placeOf(network, holderOfEnd(end));
}

function together(one: Place, two: Place): Place {
  return { points: [...one.points, ...two.points], lines: [...one.lines, ...two.lines] };
}

/** West, south, east and north of a place; null where it is nowhere. */
export function extentOf({ points, lines }: Place): [number, number, number, number] | null {
  const all = [...points, ...lines.flat()];
  if (all.length === 0) return null;
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
