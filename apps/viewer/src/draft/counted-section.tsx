import { getPlanDefaults } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { NumberField } from "../controls/number-field.tsx";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import type { PhraseKey } from "../language/translate.ts";
import {
  type CountingFields,
  type CountingNumber,
  countingFaults,
  countingFields,
  countingLimits,
} from "./counting-fields.ts";

interface Props {
  readonly counting: CountingFields | null;
  readonly onChange: (counting: CountingFields | null) => void;
}

/** What is counted: everything in the price of a metre, or item by item with the numbers that it takes. */
export function CountedSection({ counting, onChange }: Props) {
  const { t } = useSpeaker();
  const { answer, reload } = useAnswer("plan-defaults", 0, (signal) => client.call(getPlanDefaults, { signal }));
  const defaults = answer.value?.itemised;
  const choose = (itemised: boolean) => onChange(itemised && defaults ? countingFields(defaults) : null);
  return (
    <Section title={t("counted.title")} figure={t(counting ? "counted.itemised" : "counted.inPrice")}>
      {answer.state === "failed" && <Failed problem={answer.problem} onRetry={reload} />}
      <div className="choices">
        {[false, true].map((itemised) => (
          <label key={String(itemised)} className="choice">
            <input
              type="radio"
              name="counting"
              disabled={!defaults}
              checked={(counting !== null) === itemised}
              onChange={() => choose(itemised)}
            />
            <span>{t(itemised ? "counted.itemisedLong" : "counted.inPriceLong")}</span>
          </label>
        ))}
      </div>
      {counting && <Pieces counting={counting} onChange={onChange} />}
    </Section>
  );
}

type Flag = "poles" | "cable" | "drums" | "fixedPerVillage" | "opex" | "opexInCost";

function Pieces({ counting, onChange }: { counting: CountingFields; onChange: (counting: CountingFields) => void }) {
  const { t } = useSpeaker();
  const faults = new Set(countingFaults(counting));
  const flag = (name: Flag) => (
    <label className="check">
      <input
        type="checkbox"
        checked={counting[name]}
        onChange={(event) => onChange({ ...counting, [name]: event.target.checked })}
      />
      <span>{t(`counted.${name}`)}</span>
    </label>
  );
  const number = (name: CountingNumber, unit: PhraseKey) => {
    const [least, most] = countingLimits[name];
    return (
      <NumberField
        label={t(`counted.${name}`)}
        value={counting[name]}
        onChange={(value) => onChange({ ...counting, [name]: value })}
        unit={t(unit as "unit.m")}
        error={faults.has(name) ? t("field.whole", { least, most }) : undefined}
      />
    );
  };
  return (
    <div className="pieces">
      {flag("poles")}
      {counting.poles && <div className="pieces-of">{number("everyM", "unit.m")}</div>}
      {flag("cable")}
      {counting.cable && (
        <div className="pieces-of pieces-three">
          {number("strandsPerVillage", "unit.strands")}
          {number("reservePct", "unit.percent")}
          {number("slackPct", "unit.percent")}
        </div>
      )}
      {flag("drums")}
      {counting.drums && <div className="pieces-of">{number("drumM", "unit.m")}</div>}
      <div className="field-pair field-pair-even">
        {number("cabinetsPerVillage", "unit.pieces")}
        {number("splittersPerVillage", "unit.pieces")}
      </div>
      {flag("fixedPerVillage")}
      {flag("opex")}
      {counting.opex && (
        <div className="pieces-of">
          {number("years", "unit.years")}
          {flag("opexInCost")}
        </div>
      )}
    </div>
  );
}
