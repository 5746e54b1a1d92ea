import type { County, Plan } from "@cuntong/contract";
import { Failed } from "../controls/states.tsx";
import { IssueList } from "../data/issue-list.tsx";
import { useStartPlan } from "../draft/use-start-plan.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { planTitle } from "./plan-title.ts";

interface Props {
  readonly plan: Plan;
  readonly counties: readonly County[];
  readonly onStarted: () => void;
}

/** A plan that failed or was cancelled, and why; where its locks are the reason, what can be kept of them can be planned. */
export function PlanStopped({ plan, counties, onStarted }: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { start, sending, problem } = useStartPlan(onStarted);
  const isLocked = plan.issues.some(({ code }) => code.startsWith("LOCK_"));
  return (
    <section className="plan-stopped">
      <div className="panel-head">
        <h2>{planTitle(plan, t, counties)}</h2>
      </div>
      <p role="status">{t(plan.state === "cancelled" ? "plan.wasCancelled" : "plan.hasFailed")}</p>
      <IssueList issues={plan.issues} />
      {problem && <Failed problem={problem} />}
      <div className="actions actions-start">
        <button type="button" className="button button-main" onClick={() => dispatch({ type: "revise", plan })}>
          {t("plan.again")}
        </button>
        {isLocked && (
          <button
            type="button"
            className="button"
            disabled={sending}
            onClick={() => start({ ...plan.request, partial: true }, workspace.beforeId ?? undefined)}
          >
            {t("plan.partial")}
          </button>
        )}
      </div>
    </section>
  );
}
