import { type Plan, type PlanRequest, type Replan, replanPlan } from "@cuntong/contract";
import { useEffect } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { IssueList } from "../data/issue-list.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { DifferenceFigures } from "./difference.tsx";

interface Props {
  readonly plan: Plan;
  readonly locks: NonNullable<PlanRequest["locks"]>;
}

/** What the shown plan becomes near the locks that are set now, before anything is saved: figures, and the roads that change. */
export function NextPreview({ plan, locks }: Props) {
  const { t } = useSpeaker();
  const { answer, reload } = useAnswer(`replan ${plan.id} ${JSON.stringify(locks)}`, 0, async (signal) => {
    const body = { locks, partial: true };
    return (await client.call(replanPlan, { params: { planId: plan.id }, body, signal })).replan;
  });
  useRoads(answer.value);
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value || !plan.totals) return <Loading text={t("why.asking")} />;
  return (
    <div className="next-preview" role="status">
      <DifferenceFigures was={plan.totals} is={answer.value.totals} />
      {answer.value.issues.length > 0 && <IssueList issues={answer.value.issues} />}
    </div>
  );
}

function useRoads(replan: Replan | undefined): void {
  const { dispatch } = useWorkspace();
  useEffect(() => {
    if (!replan) return;
    const { onlyA, onlyB } = replan.comparison.spans;
    const lines = (parts: typeof onlyA) => parts.map(({ line }) => line);
    dispatch({ type: "overlay", overlay: { kind: "way", own: lines(onlyA), other: lines(onlyB) } });
  }, [replan, dispatch]);
}
