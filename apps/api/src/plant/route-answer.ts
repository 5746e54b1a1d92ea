import type { PlantRouteAnswer, RouteQuery } from "@cuntong/contract";
import { ChangeBuilder, type Network, type RouteStop, routeThrough } from "@cuntong/network";
import type { z } from "zod";
import type { Frozen } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { refusedBy } from "./refused.ts";
import { statusesOf } from "./trace-answer.ts";

/** The route that is picked by some stops, with what it runs over. Refuses as `routeThrough` does. */
export function routeAnswer(
  network: Network,
  { stops, statuses }: z.output<typeof RouteQuery>,
): Omit<Frozen<z.input<typeof PlantRouteAnswer>>, "revision" | "plantRevision"> {
  const [first, ...rest] = stops.split(",").map(stopOf);
  const found = routeThrough(network, [first!, ...rest], statuses === undefined ? undefined : statusesOf(statuses));
  if (!found.ok) throw refusedBy(found);
  const { nodeIds, spanIds, lengthM } = found.value;
  const records = new ChangeBuilder();
  for (const id of new Set(nodeIds)) records.put("nodes", network.get("nodes", id)!);
  for (const id of spanIds) records.put("spans", network.get("spans", id)!);
  records.put("settings", network.settings);
  return { nodeIds, spanIds, lengthM, records: records.build("").put };
}

function stopOf(text: string): RouteStop {
  const slash = text.indexOf("/");
  const table = text.slice(0, slash) === "nodes" ? "nodes" : "spans";
  try {
    return { table, id: decodeURIComponent(text.slice(slash + 1)) };
  } catch {
    throw new Refusal("INVALID_REQUEST", `${text} is not percent-encoded.`);
  }
}
