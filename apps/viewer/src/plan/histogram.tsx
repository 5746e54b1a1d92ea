import type { PlanDetail } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";

type Bin = PlanDetail["histogram"][number];
const chart = { width: 320, height: 96 };

/** Villages by their share of the cost: a chart to look at, and the same as a table for those who listen. */
export function Histogram({ bins }: { bins: readonly Bin[] }) {
  const { t, money, count } = useSpeaker();
  const most = Math.max(...bins.map((bin) => bin.villages), 1);
  const step = chart.width / Math.max(bins.length, 1);
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return <p className="hint">{t("histogram.none")}</p>;
  return (
    <figure className="histogram">
      <svg viewBox={`0 -12 ${chart.width} ${chart.height + 14}`} aria-hidden="true">
        {bins.map((bin, index) => {
          const height = (bin.villages / most) * chart.height;
          return (
            <g key={bin.fromFen}>
              <title>{`${money(bin.fromFen)} – ${money(bin.toFen)}: ${count(bin.villages)}`}</title>
              <rect x={index * step} y={-12} width={step} height={chart.height + 12} className="histogram-hit" />
              <rect
                x={index * step + 1}
                y={chart.height - height}
                width={Math.max(1, step - 2)}
                height={height}
                rx="1.5"
                className="histogram-bar"
              />
              {bin.villages > 0 && step > 17 && (
                <text x={index * step + step / 2} y={chart.height - height - 3} textAnchor="middle">
                  {count(bin.villages)}
                </text>
              )}
            </g>
          );
        })}
        <line x1="0" x2={chart.width} y1={chart.height} y2={chart.height} className="curve-base" />
      </svg>
      <figcaption>
        <span>{money(first.fromFen)}</span>
        <span>{t("histogram.axis")}</span>
        <span>{money(last.toFen)}</span>
      </figcaption>
      <table className="visually-hidden">
        <caption>{t("histogram.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("histogram.from")}</th>
            <th scope="col">{t("histogram.to")}</th>
            <th scope="col">{t("histogram.villages")}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.fromFen}>
              <td>{money(bin.fromFen)}</td>
              <td>{money(bin.toFen)}</td>
              <td>{count(bin.villages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
