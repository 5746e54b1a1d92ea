import type { PlanDetail } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { groupBill } from "./bill-groups.ts";
import { BillTable } from "./bill-table.tsx";

/** A whole bill: what each kind of work costs, each opening down to quantity x price, and the total to the fen. */
export function Bill({ lines }: { lines: PlanDetail["bill"] }) {
  const { t, moneyExact, percent } = useSpeaker();
  const totalFen = lines.reduce((sum, { costFen }) => sum + costFen, 0);
  return (
    <div className="bill">
      {groupBill(lines).map(({ group, lines: own, costFen }) => (
        <details key={group} className="bill-group">
          <summary>
            <span className="bill-group-name">{t(`bill.group.${group}`)}</span>
            <span className="bill-share" aria-hidden="true">
              <span style={{ width: `${totalFen > 0 ? (costFen / totalFen) * 100 : 0}%` }} />
            </span>
            <span className="bill-percent">{percent(totalFen > 0 ? costFen / totalFen : 0)}</span>
            <span className="bill-cost">{moneyExact(costFen)}</span>
          </summary>
          <BillTable lines={own} />
        </details>
      ))}
      <p className="bill-total">
        <span>{t("bill.total")}</span>
        <strong>{moneyExact(totalFen)}</strong>
      </p>
    </div>
  );
}
