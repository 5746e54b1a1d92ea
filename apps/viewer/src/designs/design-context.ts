import { type Design, type DesignDifference, type DesignDrawing, getDesign, listDesigns } from "@cuntong/contract";
import { createContext, use, useMemo } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import type { PlantHandle } from "../plant/plant-context.ts";
import { useWorkspace } from "../state/context.ts";

/** A design that is open: what it says, and where. */
export interface OpenDesign {
  readonly design: Design;
  /** For `If-Match` of what is done with it. */
  readonly etag: number;
  readonly differences: readonly DesignDifference[];
  readonly drawing: readonly DesignDrawing[];
}

export interface DesignHandle {
  readonly answer: Answer<OpenDesign>;
  readonly reload: () => void;
}

export const DesignContext = createContext<DesignHandle | null>(null);

/** The design that is open, if one is. */
export function useOpenDesign(): DesignHandle | null {
  return use(DesignContext);
}

/** Asks for the design that the workspace names. */
export function useDesign(plant: PlantHandle | null): DesignHandle | null {
  const { workspace } = useWorkspace();
  const { design: designId, edition } = workspace;
  const projectId = plant?.project.id ?? null;
  const key = projectId && designId && `design ${projectId} ${designId}`;
  const { answer, reload } = useAnswer(key, edition, (signal): Promise<OpenDesign> => {
    return client.call(getDesign, { params: { projectId: projectId ?? "", designId: designId ?? "" }, signal });
  });
  return useMemo(() => (designId === null ? null : { answer, reload }), [designId, answer, reload]);
}

/** All designs of a project, again whenever the plant changes. */
export function useDesigns(
  projectId: string,
  edition: number,
): { answer: Answer<readonly Design[]>; reload: () => void } {
  return useAnswer(`designs ${projectId}`, edition, async (signal) => {
    return (await client.call(listDesigns, { params: { projectId }, signal })).designs;
  });
}
