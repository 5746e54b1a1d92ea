import {
  type Area,
  type County,
  getPlan,
  listAreas,
  listCounties,
  listPlans,
  type Plan,
  type PlanDetail,
  type Project,
} from "@cuntong/contract";
import { useCallback, useEffect, useState } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import { useWorkspace } from "./context.ts";
import { firstProject, newestDone } from "./first-view.ts";

/** What the API knows of the open project and the shown plan. */
export interface ProjectData {
  readonly project: Project | null;
  readonly counties: readonly County[];
  /** Areas that plans keep out of or pay for. */
  readonly areas: Answer<readonly Area[]>;
  readonly plans: Answer<readonly Plan[]>;
  readonly detail: Answer<PlanDetail>;
  /** Asks again for plans and the shown plan. */
  readonly reload: () => void;
}

/** Opens the first project where none is chosen, and its newest finished plan; keeps both with what the API answers. */
export function useProject(list: Answer<readonly Project[]>): ProjectData {
  const { workspace, dispatch } = useWorkspace();
  const { projectId, planId, planning, edition } = workspace;
  const [round, setRound] = useState(0);
  const project = list.value?.find(({ id }) => id === projectId) ?? null;
  const open = project?.id ?? null;
  const { answer: counties } = useAnswer(open && `counties ${open}`, edition, async (signal) => {
    return (await client.call(listCounties, { params: { projectId: open ?? "" }, signal })).counties;
  });
  const { answer: areas } = useAnswer(open && `areas ${open}`, edition, async (signal) => {
    return (await client.call(listAreas, { params: { projectId: open ?? "" }, signal })).areas;
  });
  const { answer: plans } = useAnswer(open && `plans ${open}`, edition + round, async (signal) => {
    return (await client.call(listPlans, { query: { projectId: open ?? "", limit: 50 }, signal })).plans;
  });
  const { answer: detail } = useAnswer(open && planId && `plan ${planId}`, edition + round, (signal) =>
    client.call(getPlan, { params: { planId: planId ?? "" }, signal }),
  );
  useEffect(() => {
    if (list.state === "ready" && !list.value.some(({ id }) => id === projectId))
      dispatch({ type: "project", projectId: firstProject(list.value)?.id ?? null });
  }, [list, projectId, dispatch]);
  const newest = plans.state === "ready" ? newestDone(plans.value, open) : undefined;
  useEffect(() => {
    if (planId === null && !planning && newest) dispatch({ type: "plan", planId: newest.id });
  }, [planId, planning, newest, dispatch]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { project, counties: counties.value ?? [], areas, plans, detail, reload };
}
