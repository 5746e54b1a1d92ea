import { createPlan, type Plan, type Problem } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Failed } from "../controls/states.tsx";
import { lockCount } from "../draft/draft.ts";
import { planRequest } from "../draft/plan-request.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

/** What has been locked on the map for the next plan, and one click to plan again with it. */
export function NextPlan({ plan, onStarted }: { plan: Plan; onStarted: () => void }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { draft, countyCode } = workspace;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  if (draft.from !== plan.id || lockCount(draft) === 0) return null;
  const asked = planRequest(draft, { projectId: plan.projectId, countyCode: countyOf(plan) ?? countyCode });
  const start = async () => {
    if (!("request" in asked)) return dispatch({ type: "planning", open: true });
    setSending(true);
    try {
      const { plan: next } = await client.call(createPlan, { body: asked.request });
      dispatch({ type: "started", planId: next.id });
      onStarted();
    } catch (error) {
      setProblem(problemOf(error));
      setSending(false);
    }
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
      {problem && <Failed problem={problem} />}
      <div className="actions actions-start">
        <button type="button" className="button button-main" disabled={sending} onClick={start}>
          {t(sending ? "plan.starting" : "next.start")}
        </button>
        <button type="button" className="button" onClick={() => dispatch({ type: "dropDraft" })}>
          {t("next.drop")}
        </button>
      </div>
    </section>
  );
}

function countyOf({ request: { villages } }: Plan): string | undefined {
  return villages.select === "county" ? villages.countyCode : undefined;
}
