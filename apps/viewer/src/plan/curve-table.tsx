import { useSpeaker } from "../language/speaker.ts";
import type { CurvePoint, Measure } from "./curve-lines.ts";

/** The curve as a table, for those who would rather read or listen. */
export function CurveTable({ curve, own }: { curve: readonly CurvePoint[]; own: Measure }) {
  const { t, money, moneyExact, count } = useSpeaker();
  const hasPeople = curve.every(({ people }) => people !== undefined);
  return (
    <details className="curve-table">
      <summary>{t("curve.table")}</summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("totals.cost")}</th>
              <th scope="col">{t("curve.of.villages")}</th>
              {hasPeople && <th scope="col">{t("curve.of.people")}</th>}
              {own === "weight" && <th scope="col">{t("curve.of.weight")}</th>}
              <th scope="col">{t("curve.bound")}</th>
            </tr>
          </thead>
          <tbody>
            {curve.map((point) => (
              <tr key={point.costFen}>
                <th scope="row" title={moneyExact(point.costFen)}>
                  {money(point.costFen)}
                </th>
                <td>{count(point.villages)}</td>
                {hasPeople && <td>{count(point.people ?? 0)}</td>}
                {own === "weight" && <td>{count(point.weight)}</td>}
                <td>{count(Math.floor(point.weightBound))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
