import { type Plan as PlanAnswer, PlanProgress, PlanRequest } from "@cuntong/contract";
import type { Plan } from "@cuntong/db";
import type { Frozen } from "../http/mount.ts";

/** A plan of the store as the API answers it; `live` is fresher progress of a plan that this process works on. */
export function planAnswer(plan: Plan, live?: PlanProgress): Frozen<PlanAnswer> {
  const request = PlanRequest.parse(plan.request);
  return {
    id: plan.id,
    projectId: plan.projectId,
    name: request.name,
    state: plan.state,
    request,
    progress: progressOf(plan, live),
    revision: plan.computedOn ?? plan.revision,
    totals: plan.totals ?? null,
    seconds: secondsOf(plan),
    issues: plan.issues,
    createdAt: plan.createdAt,
    finishedAt: plan.finishedAt ?? null,
  };
}

export function hasEnded({ state }: Pick<Plan, "state">): boolean {
  return state !== "queued" && state !== "running";
}

function progressOf(plan: Plan, live: PlanProgress | undefined): PlanProgress {
  if (plan.state === "done") return { phase: "save", fraction: 1 };
  const noted = PlanProgress.safeParse(plan.progress);
  return (hasEnded(plan) ? undefined : live) ?? noted.data ?? { phase: "queued", fraction: 0 };
}

/** Seconds from the start of the work to its end, to a tenth. */
function secondsOf({ startedAt, finishedAt }: Plan): number | null {
  if (!startedAt || !finishedAt) return null;
  return Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 100) / 10;
}
