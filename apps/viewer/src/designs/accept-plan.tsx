import { designPlan, type Plan, type Problem } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { designIdFrom } from "./design-id.ts";

/** Accepts a finished plan: a design is made of it and opened. */
export function AcceptPlan({ plan, title }: { plan: Plan; title: string }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [isMaking, setMaking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const accept = async () => {
    setMaking(true);
    setProblem(null);
    try {
      const id = designIdFrom(title, crypto.randomUUID());
      await client.call(designPlan, { params: { planId: plan.id }, body: { id, name: title } });
      dispatch({ type: "design", design: id });
    } catch (error) {
      setProblem(problemOf(error));
      setMaking(false);
    }
  };
  return (
    <div className="accept-plan">
      <button type="button" className="button" disabled={isMaking} onClick={() => void accept()}>
        {t(isMaking ? "designs.accepting" : "designs.accept")}
      </button>{" "}
      <span className="hint">{t("designs.acceptHint")}</span>
      {problem && <Failed problem={problem} />}
    </div>
  );
}
