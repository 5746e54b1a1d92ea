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
  type ServiceFields,
  worths,
} from "./budget-fields.ts";

interface Props {
  readonly budget: BudgetFields;
  readonly counties: readonly County[];
  /** What the project's villages ask for, by name. */
  readonly services: readonly string[];
  readonly onChange: (budget: BudgetFields) => void;
}

/** How much money there is, what it is to be spent on, and what each county must get. */
export function BudgetSection({ budget, counties, services, onChange }: Props) {
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
        <div className="pieces-four">
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
        <Services budget={budget} known={services} wrong={faults.services} onChange={onChange} />
        <p className={faults.noWeight ? "field-error" : "field-hint"}>
          {t(faults.noWeight ? "budget.noWeight" : "budget.weightsHint")}
        </p>
      </fieldset>
      <Quotas budget={budget} counties={counties} wrong={faults.quotas} onChange={onChange} />
      <Field label={t("budget.due")} hint={t("budget.dueHint")}>
        {(id, describedBy) => (
          <input
            id={id}
            type="date"
            value={budget.dueBy}
            aria-describedby={describedBy}
            onChange={(event) => onChange({ ...budget, dueBy: event.target.value })}
          />
        )}
      </Field>
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

interface ListProps extends Pick<Props, "budget" | "onChange"> {
  /** Places in the list that are not right yet. */
  readonly wrong: readonly number[];
}

/** A weight for each service that villages ask for. */
function Services({ budget, known, wrong, onChange }: ListProps & { readonly known: readonly string[] }) {
  const { t } = useSpeaker();
  const asked = budget.services;
  const set = (services: readonly ServiceFields[]) => onChange({ ...budget, services });
  const put = (index: number, change: Partial<ServiceFields>) =>
    set(asked.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const free = known.filter((name) => !asked.some((one) => one.name === name));
  return (
    <div className="services">
      <ul>
        {asked.map(({ name, weight }, index) => (
          <li key={name}>
            <span>{t("budget.service", { service: name })}</span>
            <input
              aria-label={t("budget.serviceWeight", { service: name })}
              aria-invalid={wrong.includes(index)}
              inputMode="decimal"
              value={weight}
              onChange={(event) => put(index, { weight: event.target.value })}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t("budget.serviceRemove", { service: name })}
              onClick={() => set(asked.filter((_, at) => at !== index))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {wrong.length > 0 && <p className="field-error">{t("budget.weightWrong")}</p>}
      {free.length > 0 && (
        <select
          aria-label={t("budget.serviceAdd")}
          value=""
          onChange={(event) => set([...asked, { name: event.target.value, weight: "1" }])}
        >
          <option value="">{t("budget.serviceAdd")}</option>
          {free.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Quotas({ budget, counties, wrong, onChange }: ListProps & Pick<Props, "counties">) {
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
