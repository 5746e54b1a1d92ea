import type { PlanProgress, PlanRequest } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { BudgetCurve } from "./budget-curve.tsx";
import { measureOfWeight } from "./curve-lines.ts";

interface Props {
  readonly progress: PlanProgress;
  readonly budget: NonNullable<PlanRequest["budget"]>;
}

/** While villages are chosen under a budget: what the best plan so far costs and reaches, what none can exceed, and the curve as it grows. */
export function ChoiceSoFar({ progress: { choice }, budget }: Props) {
  const { t, money, count } = useSpeaker();
  const own = measureOfWeight(budget.weights);
  const best = choice?.best;
  return (
    <>
      <dl className="search-figures">
        <div className="search-cost">
          <dt>{t("plan.costNow")}</dt>
          <dd>{best ? money(best.costFen) : "–"}</dd>
        </div>
        <div className="search-cost">
          <dt>{t("choice.villages")}</dt>
          <dd>{best ? count(best.villages) : "–"}</dd>
        </div>
        {best?.people !== undefined && (
          <div className="search-cost">
            <dt>{t("curve.of.people")}</dt>
            <dd>{count(best.people)}</dd>
          </div>
        )}
      </dl>
      {best && <p className="hint">{t(`budget.most.${own}`, { most: count(Math.floor(best.weightBound)) })}</p>}
      {choice && choice.curve.length > 1 && (
        <BudgetCurve curve={choice.curve} weights={budget.weights} capFen={budget.capFen} />
      )}
    </>
  );
}
