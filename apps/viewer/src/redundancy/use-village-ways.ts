import { type CallAnswer, getVillageWays } from "@cuntong/contract";
import { useEffect, useMemo, useState } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import { extentRound } from "../faults/fault-drawing.ts";
import { useWorkspace } from "../state/context.ts";

export type VillageWaysAnswer = CallAnswer<typeof getVillageWays>;

/** How the chosen village is held. */
export interface WaysHandle {
  /** Idle until it is asked for. */
  readonly answer: Answer<VillageWaysAnswer>;
  readonly ask: () => void;
}

/**
 * Asks for the two ways of the chosen village and looks at them: by itself once the plant is assessed (at `revision`), before that on demand.
 */
export function useVillageWays(projectId: string | null, revision: number | null): WaysHandle {
  const { workspace, dispatch } = useWorkspace();
  const { villageCode: code, room } = workspace;
  const [wanted, setWanted] = useState<string | null>(null);
  const isAsked = room === "faults" && projectId !== null && code !== null && (revision !== null || wanted === code);
  const { answer, reload } = useAnswer(
    isAsked ? `ways ${projectId} ${code}` : null,
    revision ?? 0,
    async (signal) =>
      await client.call(getVillageWays, {
        ...{ params: { code: code ?? "" }, query: { projectId: projectId ?? "" }, signal },
      }),
  );
  useEffect(() => {
    if (answer.state !== "ready") return;
    const extent = extentRound(answer.value.ways.flatMap(({ lines }) => lines.flat()));
    if (extent) dispatch({ type: "fly", extent });
  }, [answer, dispatch]);
  return useMemo(() => {
    const ask = () => (isAsked ? reload() : setWanted(code));
    return { answer, ask };
  }, [answer, isAsked, reload, code]);
}
