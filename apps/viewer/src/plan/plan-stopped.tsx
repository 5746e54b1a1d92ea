import type { County, Plan } from "@cuntong/contract";
import { IssueList } from "../data/issue-list.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { planTitle } from "./plan-title.ts";

/** A plan that failed or was cancelled, and why. */
export function PlanStopped({ plan, counties }: { plan: Plan; counties: readonly County[] }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <section className="plan-stopped">
      <div className="panel-head">
        <h2>{planTitle(plan, t, counties)}</h2>
      </div>
      <p role="status">{t(plan.state === "cancelled" ? "plan.wasCancelled" : "plan.hasFailed")}</p>
      <IssueList issues={plan.issues} />
      <button type="button" className="button button-main" onClick={() => dispatch({ type: "revise", plan })}>
        {t("plan.again")}
      </button>
    </section>
  );
}
