import type { Plan } from "@cuntong/contract";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useStartPlan } from "../draft/use-start-plan.ts";
import { useSpeaker } from "../language/speaker.ts";
import { BudgetCurve } from "./budget-curve.tsx";
import { measureOfWeight } from "./curve-lines.ts";

/** What a plan made of its budget: how much of it is spent, what no plan could exceed, and what other money would reach. */
export function BudgetResult({ plan, onStarted }: { plan: Plan; onStarted: () => void }) {
  const { t, money, moneyExact, count, percent } = useSpeaker();
  const { start, sending, problem } = useStartPlan(onStarted);
  const { budget: asked } = plan.request;
  const budget = plan.totals?.budget;
  if (!asked || !plan.totals || !budget) return null;
  const { costFen } = plan.totals;
  const own = measureOfWeight(asked.weights);
  const most = count(Math.floor(budget.weightBound));
  const planWith = (capFen: number) => start({ ...plan.request, budget: { ...asked, capFen } }, plan.id);
  return (
    <>
      {budget.capFen !== undefined && (
        <section className="budget-result" aria-label={t("budget.title")}>
          <p>
            <strong title={moneyExact(budget.capFen - costFen)}>
              {t("budget.left", { left: money(budget.capFen - costFen), cap: money(budget.capFen) })}
            </strong>
          </p>
          <p>
            {t(`budget.most.${own}`, { most })}{" "}
            {budget.gap > 0 ? t("budget.gap", { gap: percent(budget.gap) }) : t("budget.best")}
          </p>
        </section>
      )}
      {problem && <Failed problem={problem} />}
      {budget.curve && budget.curve.length > 1 && (
        <Section title={t("curve.title")} figure={count(budget.curve.length)} open>
          <BudgetCurve
            curve={budget.curve}
            weights={asked.weights}
            capFen={budget.capFen}
            onPlan={(capFen) => !sending && void planWith(capFen)}
          />
        </Section>
      )}
    </>
  );
}
