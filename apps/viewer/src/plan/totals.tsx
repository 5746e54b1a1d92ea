import type { PlanTotals } from "@cuntong/contract";
import { supports } from "@cuntong/network";
import { useSpeaker } from "../language/speaker.ts";
import { supportColours } from "../map/palette.ts";

/** The figures of a plan: cost first, how close to the cheapest it is proven to be, villages, kilometres by support. */
export function Totals({ totals, reusedM }: { totals: PlanTotals; reusedM: number | undefined }) {
  const { t, money, moneyExact, length, count, percent } = useSpeaker();
  const { connected, villages, unreachable, leftOut, costFen, lowerBoundFen, gap, lengthM, people, opexFen } = totals;
  return (
    <div className="totals">
      <div className="total-cost">
        <span className="label">{t("totals.cost")}</span>
        <strong title={moneyExact(costFen)}>{money(costFen)}</strong>
        <span className="hint">
          {connected > 0 && t("totals.perVillage", { cost: money(Math.round(costFen / connected)) })}
        </span>
      </div>
      {lowerBoundFen !== undefined && (
        <div className="total-bound">
          <Gap share={lowerBoundFen / costFen} />
          <p>
            {t("totals.bound", { bound: money(lowerBoundFen) })}
            {gap !== undefined && <> {t("totals.gap", { gap: percent(gap) })}</>}
            {costFen > lowerBoundFen && <> {t("totals.atMost", { saving: money(costFen - lowerBoundFen) })}</>}
          </p>
        </div>
      )}
      <dl className="total-pairs">
        <div>
          <dt>{t("totals.connected")}</dt>
          <dd>
            {count(connected)} <span className="of">/ {count(villages)}</span>
          </dd>
        </div>
        <div className={unreachable > 0 ? "total-warn" : undefined}>
          <dt>{t("totals.unreachable")}</dt>
          <dd>{count(unreachable)}</dd>
        </div>
        {leftOut !== undefined && leftOut > 0 && (
          <div>
            <dt>{t("totals.leftOut")}</dt>
            <dd>{count(leftOut)}</dd>
          </div>
        )}
        <div>
          <dt>{t("totals.length")}</dt>
          <dd>{length(lengthM)}</dd>
        </div>
        {reusedM !== undefined && (
          <div>
            <dt>{t("totals.reused")}</dt>
            <dd>{length(reusedM)}</dd>
          </div>
        )}
        {people !== undefined && (
          <div>
            <dt>{t("totals.people")}</dt>
            <dd>{count(people)}</dd>
          </div>
        )}
        {opexFen !== undefined && (
          <div>
            <dt>{t("totals.opex")}</dt>
            <dd title={moneyExact(opexFen)}>{money(opexFen)}</dd>
          </div>
        )}
      </dl>
      <SupportBar totals={totals} />
    </div>
  );
}

/** How much of the cost is proven to be needed. */
function Gap({ share }: { share: number }) {
  return (
    <div className="gap-bar" aria-hidden="true">
      <span style={{ width: `${Math.min(100, share * 100)}%` }} />
    </div>
  );
}

function SupportBar({ totals: { lengthMBySupport, lengthM } }: { totals: PlanTotals }) {
  const { t, length } = useSpeaker();
  const parts = supports.flatMap((support) => {
    const metres = lengthMBySupport[support] ?? 0;
    return metres > 0 ? [{ support, metres }] : [];
  });
  if (parts.length === 0) return null;
  return (
    <div className="support-bar">
      <div className="support-strip" aria-hidden="true">
        {parts.map(({ support, metres }) => (
          <span key={support} style={{ width: `${(metres / lengthM) * 100}%`, background: supportColours[support] }} />
        ))}
      </div>
      <ul>
        {parts.map(({ support, metres }) => (
          <li key={support}>
            <i style={{ background: supportColours[support] }} aria-hidden="true" />
            {t(`support.${support}`)} <strong>{length(metres)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
