import type { Plan } from "@cuntong/contract";
import { useState } from "react";
import { Failed } from "../controls/states.tsx";
import { lockCount } from "../draft/draft.ts";
import { planRequest } from "../draft/plan-request.ts";
import { useStartPlan } from "../draft/use-start-plan.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { NextPreview } from "./next-preview.tsx";

/** What has been locked on the map for the next plan: what that would change, within seconds, and one click to plan again with it. */
export function NextPlan({ plan, onStarted }: { plan: Plan; onStarted: () => void }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { draft, countyCode } = workspace;
  const { start, sending, problem } = useStartPlan(onStarted);
  const [tried, setTried] = useState(false);
  if (draft.from !== plan.id || lockCount(draft) === 0) return null;
  const asked = planRequest(draft, { projectId: plan.projectId, countyCode: countyOf(plan) ?? countyCode });
  const again = () => ("request" in asked ? start(asked.request) : dispatch({ type: "planning", open: true }));
  const drop = () => {
    dispatch({ type: "dropDraft" });
    dispatch({ type: "overlay", overlay: null });
    setTried(false);
  };
  const { use, avoid, must, forbid } = draft;
  const parts = (["use", "avoid", "must", "forbid"] as const).flatMap((kind) => {
    const { length } = { use, avoid, must, forbid }[kind];
    return length > 0 ? [t(`next.${kind}`, { count: length })] : [];
  });
  return (
    <section className="next-plan" aria-label={t("draft.next")}>
      <p>
        <strong>{t("draft.next")}:</strong> {parts.join(", ")}
      </p>
      {tried && "request" in asked && asked.request.locks && <NextPreview plan={plan} locks={asked.request.locks} />}
      {problem && <Failed problem={problem} />}
      <div className="actions actions-start">
        <button type="button" className="button button-main" disabled={sending} onClick={again}>
          {t(sending ? "plan.starting" : "next.start")}
        </button>
        {!tried && (
          <button type="button" className="button" onClick={() => setTried(true)}>
            {t("next.try")}
          </button>
        )}
        <button type="button" className="button" onClick={drop}>
          {t("next.drop")}
        </button>
      </div>
    </section>
  );
}

function countyOf({ request: { villages } }: Plan): string | undefined {
  return villages.select === "county" ? villages.countyCode : undefined;
}
