import { findPlantRoute, type PlantRouteAnswer } from "@cuntong/contract";
import { Network, type PlantStatus, plantStatuses, standingStatuses } from "@cuntong/network";
import { createContext, use } from "react";
import { client } from "../../api/client.ts";
import { type Answer, useAnswer } from "../../api/use-answer.ts";
import type { DesignHandle } from "../../designs/design-context.ts";
import { useWorkspace } from "../../state/context.ts";
import type { Way } from "../../state/workspace.ts";
import type { PlantHandle } from "../plant-context.ts";

/** The spans of a picked way as a small plant of their own. */
export interface FoundWay extends Pick<PlantRouteAnswer, "nodeIds" | "spanIds" | "lengthM"> {
  readonly way: Way;
  readonly network: Network;
}

export const WayContext = createContext<Answer<FoundWay> | null>(null);

/** The way that is being picked, if one is: form and map show it alike. */
export function useFoundWay(): Answer<FoundWay> | null {
  return use(WayContext);
}

/** Asks for the route of the picked stops, on the plant or on the open design's view of it, and again when either changes. */
export function useWay(plant: PlantHandle | null, design: DesignHandle | null): Answer<FoundWay> | null {
  const { way } = useWorkspace().workspace;
  const projectId = plant?.project.id;
  const open = design?.answer.value?.design;
  const designId = open?.state === "open" ? open.id : null;
  const stops = way ? [...way.stops, ...(way.end ? [way.end] : [])] : [];
  const key = projectId && stops.length > 0 ? `way ${projectId} ${designId} ${way?.cableId}` : null;
  const edition = (way?.turn ?? 0) + (plant?.tick ?? 0) + (open?.revision ?? 0);
  const { answer } = useAnswer(key, edition, async (signal): Promise<FoundWay> => {
    const asked = way ?? nowhere;
    const query = {
      stops: stops.map(({ table, id }) => `${table}/${encodeURIComponent(id)}`).join(","),
      statuses: carriersOf(asked.status).join(","),
      ...(designId !== null && { design: designId }),
    };
    const found = await client.call(findPlantRoute, { params: { projectId: projectId ?? "" }, query, signal });
    return { ...found, way: asked, network: Network.of(found.records) };
  });
  return way && answer;
}

const nowhere: Way = { cableId: null, stops: [], end: null, status: "planned", turn: 0 };

/** Statuses of spans that a cable of a status can lie on: one that is built lies on what stands. */
function carriersOf(status: PlantStatus): readonly PlantStatus[] {
  if (status !== "proposed" && status !== "planned") return standingStatuses;
  return plantStatuses.filter((one) => one !== "decommissioned");
}
