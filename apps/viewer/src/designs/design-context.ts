import { type Design, type DesignDifference, type DesignDrawing, getDesign, listDesigns } from "@cuntong/contract";
import { createContext, use, useMemo } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
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
export function useDesign(projectId: string | null): DesignHandle | null {
  const { workspace } = useWorkspace();
  const { design: designId, edition } = workspace;
  const key = projectId && designId && `design ${projectId} ${designId}`;
  const { answer, reload } = useAnswer(key, edition, (signal): Promise<OpenDesign> => {
    return client.call(getDesign, { params: { projectId: projectId ?? "", designId: designId ?? "" }, signal });
  });
  return useMemo(() => (designId === null ? null : { answer, reload }), [designId, answer, reload]);
}

/** The open design that the plant is shown in: nothing where none is, or where it is merged or given up; `undefined` until that is known. */
export function designShown(handle: DesignHandle | null): string | null | undefined {
  if (!handle || handle.answer.state === "failed") return null;
  const { value } = handle.answer;
  return value && (value.design.state === "open" ? value.design.id : null);
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
