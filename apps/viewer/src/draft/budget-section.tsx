import type { County } from "@cuntong/contract";
import { quotaUnits } from "@cuntong/network";
import { NumberField } from "../controls/number-field.tsx";
import { Field, Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import {
  type BudgetFields,
  budgetFaults,
  budgetOf,
  emptyBudget,
  type MoneyUnit,
  moneyUnits,
  type QuotaFields,
  worths,
} from "./budget-fields.ts";

interface Props {
  readonly budget: BudgetFields;
  readonly counties: readonly County[];
  readonly onChange: (budget: BudgetFields) => void;
}

/** How much money there is, what it is to be spent on, and what each county must get. */
export function BudgetSection({ budget, counties, onChange }: Props) {
  const { t, money } = useSpeaker();
  const asked = budgetOf(budget);
  const faults = budgetFaults(budget);
  const figure = asked?.capFen === undefined ? t(asked ? "budget.curveOnly" : "budget.noLimit") : money(asked.capFen);
  return (
    <Section title={t("budget.title")} figure={figure} open={asked !== null}>
      <div className="field-pair field-pair-cap">
        <NumberField
          label={t("budget.cap")}
          value={budget.cap}
          onChange={(cap) => onChange({ ...budget, cap })}
          hint={t("budget.capHint")}
          error={faults.cap ? t("budget.capWrong") : undefined}
        />
        <Field label={t("budget.unit")}>
          {(id) => (
            <select
              id={id}
              value={budget.unit}
              onChange={(event) => onChange({ ...budget, unit: event.target.value as MoneyUnit })}
            >
              {(Object.keys(moneyUnits) as MoneyUnit[]).map((unit) => (
                <option key={unit} value={unit}>
                  {t(`budget.unit.${unit}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <fieldset className="weights">
        <legend>{t("budget.weights")}</legend>
        <div className="pieces-three">
          {worths.map((worth) => (
            <NumberField
              key={worth}
              label={t(`budget.worth.${worth}`)}
              value={budget.weights[worth]}
              onChange={(value) => onChange({ ...budget, weights: { ...budget.weights, [worth]: value } })}
              error={faults.weights.includes(worth) ? t("budget.weightWrong") : undefined}
            />
          ))}
        </div>
        <p className={faults.noWeight ? "field-error" : "field-hint"}>
          {t(faults.noWeight ? "budget.noWeight" : "budget.weightsHint")}
        </p>
      </fieldset>
      <Quotas budget={budget} counties={counties} wrong={faults.quotas} onChange={onChange} />
      <label className="check">
        <input
          type="checkbox"
          checked={budget.curve}
          onChange={(event) => onChange({ ...budget, curve: event.target.checked })}
        />
        <span>{t("budget.curve")}</span>
      </label>
      <p className="field-hint">{t("budget.mustHint")}</p>
      {asked !== null && (
        <button type="button" className="link" onClick={() => onChange(emptyBudget)}>
          {t("budget.clear")}
        </button>
      )}
    </Section>
  );
}

interface QuotaProps extends Props {
  /** Places of quotas that are not right yet. */
  readonly wrong: readonly number[];
}

function Quotas({ budget, counties, wrong, onChange }: QuotaProps) {
  const { t } = useSpeaker();
  const put = (index: number, change: Partial<QuotaFields>) =>
    onChange({ ...budget, quotas: budget.quotas.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const drop = (index: number) => onChange({ ...budget, quotas: budget.quotas.filter((_, at) => at !== index) });
  const add = () =>
    onChange({ ...budget, quotas: [...budget.quotas, { countyCode: "", atLeast: "", of: "villages" }] });
  return (
    <fieldset className="quotas">
      <legend>{t("budget.quotas")}</legend>
      <ul>
        {budget.quotas.map((quota, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a quota is nothing but its place in the list
          <li key={index}>
            <select
              aria-label={t("budget.quotaCounty")}
              aria-invalid={wrong.includes(index) && quota.countyCode === ""}
              value={quota.countyCode}
              onChange={(event) => put(index, { countyCode: event.target.value })}
            >
              <option value="">{t("plan.countyChoose")}</option>
              {counties.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
            <span>≥</span>
            <input
              aria-label={t("budget.quotaLeast")}
              aria-invalid={wrong.includes(index) && quota.countyCode !== ""}
              inputMode="numeric"
              value={quota.atLeast}
              onChange={(event) => put(index, { atLeast: event.target.value })}
            />
            <select
              aria-label={t("budget.quotaOf")}
              value={quota.of}
              onChange={(event) => put(index, { of: event.target.value as QuotaFields["of"] })}
            >
              {quotaUnits.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`budget.of.${unit}`)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="icon-button"
              aria-label={t("budget.quotaRemove")}
              onClick={() => drop(index)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {wrong.length > 0 && <p className="field-error">{t("budget.quotaWrong")}</p>}
      <button type="button" className="button button-small" onClick={add} disabled={counties.length === 0}>
        {t("budget.quotaAdd")}
      </button>
    </fieldset>
  );
}
