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

/** A labelled field of a form. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}
