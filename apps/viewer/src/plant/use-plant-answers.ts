import { getPlantAround, PlantChangeEntry, type Project, plantEvents } from "@cuntong/contract";
import { Network } from "@cuntong/network";
import { useEffect, useMemo, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { useAnswer } from "../api/use-answer.ts";
import { useWorkspace } from "../state/context.ts";
import type { Around, PlantHandle } from "./plant-context.ts";

/** Asks for what is around the chosen object, now, in the past or as the open design would have it, and again whenever the plant changes. */
export function usePlantAnswers(project: Project | null, design: string | null | undefined): PlantHandle | null {
  const { workspace } = useWorkspace();
  const { object, asOf, edition } = workspace;
  const tick = usePlantTick(
    project?.id ?? null,
    workspace.room === "plant" || object !== null || workspace.trace !== null,
  );
  const view = asOf !== null ? { asOf } : design ? { design } : {};
  const isKnown = asOf !== null || design !== undefined;
  const key =
    isKnown && project && object ? `around ${project.id} ${object.table} ${object.id} ${JSON.stringify(view)}` : null;
  const { answer, reload } = useAnswer(key, edition + (asOf === null ? tick : 0), async (signal): Promise<Around> => {
    const of = object ?? { table: "nodes", id: "" };
    const { plantRevision, records, violations, lit } = await client.call(getPlantAround, {
      params: { projectId: project?.id ?? "", table: of.table, objectId: of.id },
      query: view,
      signal,
    });
    const isLive = asOf === null && !design;
    const network = Network.of(records, plantRevision);
    return { object: of, plantRevision, isLive, network, violations, lit: new Set(lit) };
  });
  return useMemo(() => project && { project, around: answer, tick, reload }, [project, answer, tick, reload]);
}

/** Follows the changes of a project's plant while somebody looks at it. */
function usePlantTick(projectId: string | null, looking: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (projectId === null || !looking) return;
    const heard = (data: unknown) => PlantChangeEntry.safeParse(data).success && setTick((count) => count + 1);
    return followEvents(client.href(plantEvents, { params: { projectId } }), { change: heard }, [], () => {});
  }, [projectId, looking]);
  return tick;
}
