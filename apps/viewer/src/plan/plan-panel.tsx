import type { County, Plan, PlanDetail, Project } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { Answer } from "../api/use-answer.ts";
import { Empty, Failed, Loading } from "../controls/states.tsx";
import { PlanForm } from "../draft/plan-form.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { newestDone } from "../state/first-view.ts";
import { EarlierPlans } from "./earlier-plans.tsx";
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

/** The plan tab: the form of a new plan, or the shown plan; under them the plans made before. */
export function PlanPanel(props: Props) {
  const { plans, counties, onReload } = props;
  if (plans.state === "failed") return <Failed problem={plans.problem} onRetry={onReload} />;
  return (
    <>
      <PlanBody {...props} />
      <EarlierPlans plans={plans.value ?? []} counties={counties} onChanged={onReload} />
    </>
  );
}

function PlanBody({ project, counties, plans, detail, onReload, viewRing }: Props) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const list = plans.value ?? [];
  // The newest finished plan is about to be shown: no form flashes by before it.
  const awaited = plans.state === "loading" || newestDone(list, project.id) !== undefined;
  if (workspace.planning || (workspace.planId === null && !awaited)) {
    const canReturn = workspace.planId !== null;
    if ((project.villages.unconnected ?? 0) === 0 && list.length === 0) return <NothingToPlan />;
    const changed = list.find(({ id }) => id === workspace.draft.from) ?? null;
    return <PlanForm {...{ project, counties, viewRing, canReturn, changed }} onStarted={onReload} />;
  }
  if (detail.state === "failed") return <Failed problem={detail.problem} onRetry={onReload} />;
  if (!detail.value) return <Loading text={t("plan.opening")} />;
  const before = list.find(({ id }) => id === workspace.beforeId) ?? null;
  return <ShownPlan detail={detail.value} {...{ before, counties, onReload }} plans={list} />;
}

/** The shown plan, running, done or stopped. */
function ShownPlan({
  detail,
  before,
  plans,
  counties,
  onReload,
}: { detail: PlanDetail; before: Plan | null; plans: readonly Plan[] } & Pick<Props, "counties" | "onReload">) {
  const { plan } = detail;
  switch (plan.state) {
    case "queued":
    case "running":
      return <PlanProgress key={plan.id} plan={plan} counties={counties} onEnd={onReload} />;
    case "done":
      return <PlanResults key={plan.id} {...{ detail, before, plans, counties }} onStarted={onReload} />;
    default:
      return <PlanStopped key={plan.id} plan={plan} counties={counties} onStarted={onReload} />;
  }
}

function NothingToPlan() {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <Empty title={t("plan.nothingTitle")}>
      <p>{t("plan.nothing")}</p>
      <button type="button" className="button button-main" onClick={() => dispatch({ type: "room", room: "data" })}>
        {t("plan.toData")}
      </button>
    </Empty>
  );
}
