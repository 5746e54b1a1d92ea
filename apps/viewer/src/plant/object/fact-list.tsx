import type { ReactNode } from "react";

/** A fact of an object: its label and what it is; left out where it is not known. */
export type Fact = readonly [label: string, value: ReactNode];

/** Facts under each other. */
export function FactList({ facts }: { facts: readonly (Fact | null | undefined | false)[] }) {
  return (
    <dl className="pairs facts">
      {facts
        .filter((fact) => fact !== null && fact !== undefined && fact !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
