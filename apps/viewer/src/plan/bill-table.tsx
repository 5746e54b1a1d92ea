import type { PlanDetail } from "@cuntong/contract";
import { isPerMetre } from "@cuntong/network";
import { itemWords } from "../language/items.ts";
import { useSpeaker } from "../language/speaker.ts";

type BillLine = PlanDetail["bill"][number];

/** The bill of quantities: quantity x price = cost, line by line, and their sum. */
export function BillTable({ lines }: { lines: readonly BillLine[] }) {
  const { t, moneyExact, language } = useSpeaker();
  const total = lines.reduce((sum, line) => sum + line.costFen, 0);
  return (
    <div className="table-scroll">
      <table className="table table-bill">
        <thead>
          <tr>
            <th scope="col">{t("bill.item")}</th>
            <th scope="col">{t("bill.quantityPrice")}</th>
            <th scope="col">{t("bill.cost")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code} title={t("bill.source", { source: line.source, date: line.date })}>
              <th scope="row">
                {itemWords(line.code, language)}
                <code>{line.code}</code>
              </th>
              <td>
                <BillQuantity line={line} />
                <span className="bill-price">× {moneyExact(line.priceFen)}</span>
              </td>
              <td>{moneyExact(line.costFen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("bill.total")}
            </th>
            <td>{moneyExact(total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function BillQuantity({ line: { unit, quantity } }: { line: BillLine }) {
  const { t, language } = useSpeaker();
  // Metres are counted in centimetres so that money is exact.
  const value = isPerMetre(unit) ? quantity / 100 : quantity;
  const digits = isPerMetre(unit) ? 2 : 0;
  const figure = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return (
    <>
      {figure} <span className="unit">{t(`bill.unit.${unit}`)}</span>
    </>
  );
}
