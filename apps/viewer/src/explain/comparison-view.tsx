import type { Comparison, County } from "@cuntong/contract";
import { itemWords } from "../language/items.ts";
import { useSpeaker } from "../language/speaker.ts";

/** Two plans side by side: figures, villages that only one connects, items and counties whose cost differs. `a` is the other plan, `b` the shown one. */
export function ComparisonView({ comparison, counties }: { comparison: Comparison; counties: readonly County[] }) {
  const { t, money, length, count, signed, language } = useSpeaker();
  const { totals, villages, spans, items, different } = comparison;
  const rows = [
    { name: t("totals.cost"), a: totals.a.costFen, b: totals.b.costFen, figure: money },
    { name: t("totals.connected"), a: totals.a.connected, b: totals.b.connected, figure: count },
    { name: t("totals.length"), a: totals.a.lengthM, b: totals.b.lengthM, figure: length },
  ];
  const countyName = (code: string) => counties.find((county) => county.code === code)?.name ?? code;
  const byItem = items
    .filter(({ costFen }) => costFen.a !== costFen.b)
    .map(({ code, costFen }) => ({ key: code, name: itemWords(code, language), costFen }));
  const byCounty = comparison.counties
    .filter(({ costFen }) => costFen.a !== costFen.b)
    .map(({ countyCode, costFen }) => ({ key: countyCode, name: countyName(countyCode), costFen }));
  return (
    <div className="comparison">
      {different.prices && <p className="hint">{t("compare.normalised")}</p>}
      {different.settings.includes("counting") && <p className="compare-warning">{t("compare.counting")}</p>}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("compare.figure")}</span>
            </th>
            <th scope="col">{t("compare.other")}</th>
            <th scope="col">{t("compare.shown")}</th>
            <th scope="col">{t("compare.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, a, b, figure }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(a)}</td>
              <td>{figure(b)}</td>
              <td>{signed(b - a, figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint way-own">
        {t("compare.onlyShown", { length: length(spans.onlyBLengthM), villages: count(villages.onlyB.length) })}
      </p>
      <p className="hint way-other">
        {t("compare.onlyOther", { length: length(spans.onlyALengthM), villages: count(villages.onlyA.length) })}
      </p>
      <Differences title={t("compare.items")} rows={byItem} />
      <Differences title={t("compare.counties")} rows={byCounty} />
    </div>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly costFen: { readonly a: number; readonly b: number };
}

/** What costs more or less, the largest difference first. */
function Differences({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { money, signed } = useSpeaker();
  if (rows.length === 0) return null;
  const by = ({ costFen: { a, b } }: Row) => b - a;
  return (
    <details className="curve-table">
      <summary>{title}</summary>
      <div className="table-scroll">
        <table className="table">
          <tbody>
            {rows
              .toSorted((x, y) => Math.abs(by(y)) - Math.abs(by(x)))
              .map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.name}</th>
                  <td>{money(row.costFen.a)}</td>
                  <td>{money(row.costFen.b)}</td>
                  <td>{signed(by(row), money)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
