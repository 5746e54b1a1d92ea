import { type ReactNode, useId } from "react";

interface Props {
  readonly title: string;
  /** A figure beside the title, e.g. how many there are. */
  readonly figure?: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A part of a panel that folds; a heading inside its summary keeps the outline readable. */
export function Section({ title, figure, open = false, children }: Props) {
  return (
    <details className="section" open={open}>
      <summary>
        <h3>{title}</h3>
        {figure && <span className="section-figure">{figure}</span>}
      </summary>
      <div className="section-body">{children}</div>
    </details>
  );
}

/** A labelled field of a form; what is wrong with it is said under it. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: string;
  error?: string;
  children: (id: string, describedBy: string | undefined) => ReactNode;
}) {
  const id = useId();
  const more = `${id}-more`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, hint || error ? more : undefined)}
      {(hint || error) && (
        <p id={more} className={error ? "field-error" : "field-hint"} role={error ? "alert" : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
