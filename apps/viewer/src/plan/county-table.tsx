import type { County, PlanDetail } from "@cuntong/contract";
import { useState } from "react";
import type { Order } from "../controls/order.ts";
import { SortHeading } from "../controls/sort-heading.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { type CountyColumn, sortCounties } from "./county-order.ts";

type Row = PlanDetail["counties"][number];
type Quota = NonNullable<Row["quotas"]>[number];

/** What the plan means for each county; click a heading to sort, a name to go there. Left-out villages and quotas have a column where there are any. */
export function CountyTable({ rows, counties }: { rows: readonly Row[]; counties: readonly County[] }) {
  const { t, count, money } = useSpeaker();
  const { dispatch } = useWorkspace();
  const hasLeftOut = rows.some(({ leftOut }) => leftOut > 0);
  const hasQuotas = rows.some(({ quotas = [] }) => quotas.length > 0);
  const columns: readonly CountyColumn[] = [
    ...(["name", "connected", "unreachable"] as const),
    ...(hasLeftOut ? (["leftOut"] as const) : []),
    ...(hasQuotas ? (["quota"] as const) : []),
    "share",
  ];
  const [order, setOrder] = useState<Order<CountyColumn>>({ column: "share", direction: "descending" });
  const go = (code: string) => {
    const county = counties.find((one) => one.code === code);
    if (!county) return;
    dispatch({ type: "county", code });
    dispatch({ type: "fly", extent: county.extent });
  };
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeading key={column} column={column} order={order} onOrder={setOrder}>
                {t(`counties.${column}`)}
              </SortHeading>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortCounties(rows, order).map((row) => (
            <tr key={row.countyCode}>
              <th scope="row">
                <button type="button" className="link" onClick={() => go(row.countyCode)}>
                  {row.name}
                </button>
              </th>
              <td>{count(row.connected)}</td>
              <td className={row.unreachable > 0 ? "warn" : undefined}>{count(row.unreachable)}</td>
              {hasLeftOut && <td>{count(row.leftOut)}</td>}
              {hasQuotas && <Quotas quotas={row.quotas ?? []} />}
              <td>{money(row.shareFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a county got of what it must get, with a sign that says whether that holds. */
function Quotas({ quotas }: { quotas: readonly Quota[] }) {
  const { t, count } = useSpeaker();
  return (
    <td>
      {quotas.map(({ of, atLeast, got }) => {
        const held = got >= atLeast;
        return (
          <div key={`${of} ${atLeast}`} className={held ? undefined : "warn"}>
            <span role="img" aria-label={t(held ? "counties.quotaHeld" : "counties.quotaMissed")}>
              {held ? "✓" : "✗"}
            </span>{" "}
            {t(`counties.quota.${of}`, { got: count(got), atLeast: count(atLeast) })}
          </div>
        );
      })}
    </td>
  );
}
