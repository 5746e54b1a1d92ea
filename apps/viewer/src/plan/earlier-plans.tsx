import { type County, deletePlan, type Plan } from "@cuntong/contract";
import { useRef, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { problemWords } from "../language/problems.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { planTitle } from "./plan-title.ts";

interface Props {
  readonly plans: readonly Plan[];
  readonly counties: readonly County[];
  readonly onChanged: () => void;
}

/** Plans made before, the newest first: open one again, or remove it. */
export function EarlierPlans({ plans, counties, onChanged }: Props) {
  const { t, count, money, moment, language } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState("");
  if (plans.length === 0) return null;
  const remove = async (plan: Plan) => {
    try {
      await client.call(deletePlan, { params: { planId: plan.id } });
      if (plan.id === workspace.planId) dispatch({ type: "plan", planId: null });
      setSaid("");
      onChanged();
      list.current?.focus();
    } catch (error) {
      setSaid(problemWords(problemOf(error), language));
    }
  };
  return (
    <Section title={t("plans.title")} figure={count(plans.length)} open={workspace.planning}>
      <p role="status" className="field-hint">
        {said}
      </p>
      <ul ref={list} className="plan-list" tabIndex={-1}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <button
              type="button"
              className="row-button"
              aria-current={plan.id === workspace.planId && !workspace.planning}
              onClick={() => dispatch({ type: "plan", planId: plan.id })}
            >
              <span className="row-name">{planTitle(plan, t, counties)}</span>
              <span className="hint">
                {plan.totals
                  ? t("plans.line", {
                      when: moment(plan.createdAt),
                      villages: count(plan.totals.connected),
                      cost: money(plan.totals.costFen),
                    })
                  : `${moment(plan.createdAt)} · ${t(`plan.state.${plan.state}`)}`}
              </span>
            </button>
            {plan.state !== "running" && plan.state !== "queued" && (
              <button
                type="button"
                className="icon-button"
                aria-label={t("plans.remove", { plan: planTitle(plan, t, counties) })}
                onClick={() => remove(plan)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
