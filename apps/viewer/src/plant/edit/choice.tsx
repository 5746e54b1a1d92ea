import { Field } from "../../controls/section.tsx";

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly word: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}

/** One of a few values, as a labelled field. */
export function Choice<Value extends string>({ label, value, values, word, onChange }: Props<Value>) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {values.map((one) => (
            <option key={one} value={one}>
              {word(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A name that may be left empty. */
export function NameField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (name: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => <input id={id} value={value} maxLength={400} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

/** The name as an argument of an operation: left out where nothing is typed. */
export function named(name: string): { name?: string } {
  return name.trim() === "" ? {} : { name: name.trim() };
}
