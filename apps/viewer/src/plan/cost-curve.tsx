import { useSpeaker } from "../language/speaker.ts";
import { frameOf, polyline, type Sample } from "./samples.ts";

const box = { width: 300, height: 72 };

/** The cost falling and the bound rising while a plan is made better. */
export function CostCurve({ samples }: { samples: readonly Sample[] }) {
  const { t } = useSpeaker();
  if (samples.length < 2) return <div className="cost-curve cost-curve-empty" aria-hidden="true" />;
  const frame = frameOf(samples, box);
  const cost = samples.map(({ at, costFen }) => ({ at, value: costFen }));
  const bound = samples.flatMap(({ at, lowerBoundFen }) =>
    lowerBoundFen === undefined ? [] : [{ at, value: lowerBoundFen }],
  );
  return (
    <svg
      className="cost-curve"
      viewBox={`-2 -4 ${box.width + 4} ${box.height + 8}`}
      role="img"
      aria-label={t("plan.curve")}
    >
      <line x1="0" x2={box.width} y1={box.height} y2={box.height} className="curve-base" />
      <polyline points={polyline(bound, frame)} className="curve-bound" />
      <polyline points={polyline(cost, frame)} className="curve-cost" />
    </svg>
  );
}
