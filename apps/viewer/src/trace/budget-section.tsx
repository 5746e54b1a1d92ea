import type { TraceAnswer } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import type { Translate } from "../language/translate.ts";
import { decibels } from "./decibels.ts";
import { startWords } from "./hop-words.ts";
import type { Traced } from "./trace-context.ts";

/** The loss budget towards each line terminal: whether too much or too little is lost, and what is left. */
export function BudgetSection({ traced }: { traced: Traced }) {
  const { t } = useSpeaker();
  const { budgets } = traced;
  if (budgets.length === 0) return <p className="hint trace-no-budget">{t("lossBudget.none")}</p>;
  if (budgets.length > fewEnough) return <ManyBudgets traced={traced} />;
  return budgets.map((budget) => <BudgetTable key={keyOf(budget)} budget={budget} traced={traced} />);
}

type Budget = TraceAnswer["budgets"][number];

/** More than so many are told one a line. */
const fewEnough = 2;

function keyOf({ device, olt }: Budget): string {
  return `${device.equipmentId} ${device.port} ${olt.equipmentId} ${olt.port}`;
}

function verdictOf({ verdicts }: Budget): "within" | "over" | "overload" {
  return verdicts.find(({ verdict }) => verdict !== "within")?.verdict ?? "within";
}

/** The budgets of all that an OLT's port feeds: what fails first, then by what is left. */
function ManyBudgets({ traced }: { traced: Traced }) {
  const { t, count } = useSpeaker();
  const leastOf = ({ verdicts }: Budget) => Math.min(...verdicts.map(({ leftDb }) => leftDb));
  const failing = traced.budgets.filter((budget) => verdictOf(budget) !== "within");
  const rows = [...traced.budgets].sort(
    (a, b) => Number(verdictOf(a) === "within") - Number(verdictOf(b) === "within") || leastOf(a) - leastOf(b),
  );
  return (
    <section
      className={`loss-budget loss-budget-${failing.length > 0 ? "over" : "within"}`}
      aria-label={t("lossBudget.title")}
    >
      <p className="loss-budget-verdict">
        {t("lossBudget.many", { count: count(traced.budgets.length), failing: count(failing.length) })}
      </p>
      <div className="table-scroll loss-budget-many">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("fact.equipment")}</th>
              <th scope="col">{t("lossBudget.left")}</th>
              <th scope="col">{t("lossBudget.title")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((budget) => (
              <tr key={keyOf(budget)}>
                <th scope="row">{startWords(traced.network, budget.device, t)}</th>
                <td>{decibels(leastOf(budget))} dB</td>
                <td>{worstWords(budget, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function worstWords(budget: Budget, t: Translate): string {
  const verdict = verdictOf(budget);
  if (verdict === "within") return t("lossBudget.verdict.within");
  const by = Math.max(...budget.verdicts.map((row) => (row.verdict === verdict ? row.byDb : 0)));
  return t(`lossBudget.verdict.${verdict}`, { by: decibels(by) });
}

function BudgetTable({ budget, traced }: { budget: Budget; traced: Traced }) {
  const { t } = useSpeaker();
  const worst = verdictOf(budget);
  return (
    <section className={`loss-budget loss-budget-${worst}`} aria-label={t("lossBudget.title")}>
      <p className="loss-budget-verdict">
        <span aria-hidden="true">{worst === "within" ? "✓" : "!"}</span> {t(`lossBudget.${worst}`)}
      </p>
      <p className="hint">
        {startWords(traced.network, budget.device, t)} →{" "}
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
