import { type ExistingSpans, existingSpansModes } from "@cuntong/network";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";

interface Props {
  readonly existingSpans: ExistingSpans;
  readonly onChange: (existingSpans: ExistingSpans) => void;
}

/** What the existing plant is to the plan: where fibre starts at no cost, or a way for new cable from the headends on. */
export function ExistingSection({ existingSpans, onChange }: Props) {
  const { t } = useSpeaker();
  return (
    <Section title={t("existing.title")} figure={t(`existing.${existingSpans}`)}>
      <div className="choices">
        {existingSpansModes.map((mode) => (
          <label key={mode} className="choice">
            <input
              type="radio"
              name="existing-spans"
              checked={existingSpans === mode}
              onChange={() => onChange(mode)}
            />
            <span>{t(`existing.${mode}Long`)}</span>
          </label>
        ))}
      </div>
      <p className="field-hint">{t(`existing.${existingSpans}Hint`)}</p>
    </Section>
  );
}
