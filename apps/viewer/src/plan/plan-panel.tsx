import type { County, Plan, PlanDetail, Project } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { Answer } from "../api/use-answer.ts";
import { Empty, Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { EarlierPlans } from "./earlier-plans.tsx";
import { PlanForm } from "./plan-form.tsx";
import { PlanProgress } from "./plan-progress.tsx";
import { PlanResults } from "./plan-results.tsx";
import { PlanStopped } from "./plan-stopped.tsx";

interface Props {
  readonly project: Project;
  readonly counties: readonly County[];
  readonly plans: Answer<readonly Plan[]>;
  readonly detail: Answer<PlanDetail>;
  readonly onReload: () => void;
  readonly viewRing: () => readonly Position[] | null;
}

/** The plan tab: the form of a new plan, or the shown plan running, done or stopped; under them the plans made before. */
export function PlanPanel({ project, counties, plans, detail, onReload, viewRing }: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const list = plans.value ?? [];
  const asking = workspace.planning || (workspace.planId === null && plans.state !== "loading");
  const earlier = <EarlierPlans plans={list} counties={counties} onChanged={onReload} />;
  if (plans.state === "failed") return <Failed problem={plans.problem} onRetry={onReload} />;
  if (asking && (project.villages.unconnected ?? 0) === 0 && list.length === 0)
    return (
      <Empty title={t("plan.nothingTitle")}>
        <p>{t("plan.nothing")}</p>
        <button type="button" className="button button-main" onClick={() => dispatch({ type: "tab", tab: "data" })}>
          {t("plan.toData")}
        </button>
      </Empty>
    );
  if (asking)
    return (
      <>
        <PlanForm
          project={project}
          counties={counties}
          viewRing={viewRing}
          onStarted={onReload}
          canReturn={workspace.planId !== null}
        />
        {earlier}
      </>
    );
  if (detail.state === "failed") return <Failed problem={detail.problem} onRetry={onReload} />;
  if (!detail.value) return <Loading text={t("plan.opening")} />;
  const { plan } = detail.value;
  const running = plan.state === "queued" || plan.state === "running";
  return (
    <>
      {running && <PlanProgress key={plan.id} plan={plan} counties={counties} onEnd={onReload} />}
      {plan.state === "done" && <PlanResults key={plan.id} detail={detail.value} counties={counties} />}
      {(plan.state === "failed" || plan.state === "cancelled") && <PlanStopped plan={plan} counties={counties} />}
      {earlier}
    </>
  );
}
