import type { TraceAnswer } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { decibels } from "./decibels.ts";
import { startWords } from "./hop-words.ts";
import type { Traced } from "./trace-context.ts";

/** The loss budget towards each line terminal: whether too much or too little is lost, and what is left. */
export function BudgetSection({ traced }: { traced: Traced }) {
  const { t } = useSpeaker();
  if (traced.budgets.length === 0) return <p className="hint trace-no-budget">{t("lossBudget.none")}</p>;
  return traced.budgets.map((budget) => (
    <BudgetTable key={`${budget.olt.equipmentId} ${budget.olt.port}`} budget={budget} traced={traced} />
  ));
}

function BudgetTable({ budget, traced }: { budget: TraceAnswer["budgets"][number]; traced: Traced }) {
  const { t } = useSpeaker();
  const worst = budget.verdicts.find(({ verdict }) => verdict !== "within")?.verdict ?? "within";
  return (
    <section className={`loss-budget loss-budget-${worst}`} aria-label={t("lossBudget.title")}>
      <p className="loss-budget-verdict">
        <span aria-hidden="true">{worst === "within" ? "✓" : "!"}</span> {t(`lossBudget.${worst}`)}
      </p>
      <p className="hint">
        {t("lossBudget.towards", { olt: startWords(traced.network, budget.olt, t), optics: budget.opticsClass })}
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("lossBudget.wave")}</th>
            <th scope="col">{t("lossBudget.loss")}</th>
            <th scope="col">{t("lossBudget.left")}</th>
            <th scope="col" aria-label={t("lossBudget.title")} />
          </tr>
        </thead>
        <tbody>
          {budget.verdicts.map((row) => (
            <tr key={row.waveNm}>
              <th scope="row">{row.waveNm} nm</th>
              <td>{decibels(row.lossDb)} dB</td>
              <td>{decibels(row.leftDb)} dB</td>
              <td>
                {row.verdict === "within"
                  ? t("lossBudget.verdict.within")
                  : t(`lossBudget.verdict.${row.verdict}`, { by: decibels(row.byDb) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
