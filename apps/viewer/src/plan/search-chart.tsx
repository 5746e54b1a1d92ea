import { acrossOf, downOf, type Frame, type Point, pathThrough, ticks } from "../chart/axis.ts";
import { useSpeaker } from "../language/speaker.ts";
import { frameOf, type Sample, stairs } from "./samples.ts";

const size = { width: 272, height: 108 };

/** A search as it runs: the cost of the best plan falling, the proven bound rising, the gap between them shaded; `now` in seconds. */
export function SearchChart({ samples, now }: { samples: readonly Sample[]; now: number }) {
  const { t, money, moneyOnAxis, seconds } = useSpeaker();
  const last = samples.at(-1);
  if (!last) return <div className="search-chart search-chart-empty" aria-hidden="true" />;
  const frame = frameOf(samples, now, size);
  const cost = stairs(samples, now, ({ costFen }) => costFen);
  const bound = stairs(samples, now, ({ lowerBoundFen }) => lowerBoundFen);
  const marks = ticks(...frame.y, 4);
  const said = t("plan.chart", {
    first: money(samples[0]?.costFen ?? last.costFen),
    cost: money(last.costFen),
    bound: last.lowerBoundFen === undefined ? "–" : money(last.lowerBoundFen),
  });
  return (
    <svg className="search-chart" viewBox={`0 -6 ${size.width + 58} ${size.height + 24}`} role="img" aria-label={said}>
      {marks.map((fen) => (
        <g key={fen} transform={`translate(0 ${downOf(fen, frame)})`}>
          <line x2={size.width} className="chart-grid" />
          <text x={size.width + 6} dy="3.5">
            {moneyOnAxis(fen, (marks[1] ?? fen) - (marks[0] ?? 0))}
          </text>
        </g>
      ))}
      {ticks(...frame.x, 5).map((at) => (
        <text key={at} x={acrossOf(at, frame)} y={size.height + 14} textAnchor="middle">
          {seconds(at)}
        </text>
      ))}
      <path d={between(cost, bound, frame)} className="chart-gap" />
      <line y1={size.height} y2={size.height} x2={size.width} className="curve-base" />
      <path d={pathThrough(bound, frame)} className="chart-bound" />
      <path d={pathThrough(cost, frame)} className="chart-cost" />
    </svg>
  );
}

/** The area between two lines over the moments that both have. */
function between(above: readonly Point[], below: readonly Point[], frame: Frame): string {
  const from = below[0]?.[0];
  if (from === undefined) return "";
  const begin = above.findLast(([x]) => x <= from) ?? above[0];
  const top: Point[] = [...(begin ? [[from, begin[1]] as const] : []), ...above.filter(([x]) => x > from)];
  return `${pathThrough([...top, ...below.toReversed()], frame)}Z`;
}
