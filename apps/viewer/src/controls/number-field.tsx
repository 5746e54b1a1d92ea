import { Field } from "./section.tsx";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said after the number, e.g. metres. */
  readonly unit?: string;
  readonly hint?: string;
  /** What is wrong with it; absent while nothing is. */
  readonly error?: string | undefined;
}

/** A number as text, so that what is typed stays as it is while it is wrong; the error stands under it. */
export function NumberField({ label, value, onChange, unit, hint, error }: Props) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} {...(error ? { error } : {})}>
      {(id, describedBy) => (
        <span className="number-field">
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            value={value}
            aria-invalid={error !== undefined}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit && <span className="number-unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}
