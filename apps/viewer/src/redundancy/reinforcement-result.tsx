import type { Reinforcement } from "@cuntong/contract";
import { useEffect, useRef } from "react";
import { extentRound } from "../faults/fault-drawing.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

/** New spans that hold villages better: what they cost, what is proven of them, and what less money would buy. */
export function ReinforcementResult({ answer }: { answer: Reinforcement }) {
  const { dispatch } = useWorkspace();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) place.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  const extent = extentRound(answer.spans.flatMap(({ line }) => line));
  const { t, money, moneyExact, length, count, percent } = useSpeaker();
  const { costFen, lowerBoundFen, gap, lengthM, newlyProtected, notPossible, leftOut, protectedBefore, curve } = answer;
  return (
    <div ref={place} className="reinforcement">
      <dl className="total-pairs">
        <div>
          <dt>{t("held.cost")}</dt>
          <dd title={moneyExact(costFen)}>
            {money(costFen)} <span className="of">{length(lengthM)}</span>
          </dd>
        </div>
        <div>
          <dt>{t("held.newly")}</dt>
          <dd>
            {count(newlyProtected.length)}{" "}
            <span className="of">{t("held.before", { count: protectedBefore.length })}</span>
          </dd>
        </div>
      </dl>
      {extent && (
        <button type="button" className="link" onClick={() => dispatch({ type: "fly", extent })}>
          {t("held.show", { count: answer.spans.length })}
        </button>
      )}
      <p className="hint">{t("held.bound", { bound: money(lowerBoundFen), gap: percent(gap) })}</p>
      {leftOut.length > 0 && <p className="hint">{t("held.leftOut", { count: leftOut.length })}</p>}
      {notPossible.length > 0 && <p className="warn">{t("held.notPossible", { count: notPossible.length })}</p>}
      {curve.length > 1 && (
        <table className="table">
          <thead>
            <tr>
              <th>{t("held.cost")}</th>
              <th>{t("held.newly")}</th>
            </tr>
          </thead>
          <tbody>
            {thinned(curve, 8).map((point) => (
              <tr key={point.costFen}>
                <th title={moneyExact(point.costFen)}>{money(point.costFen)}</th>
                <td>{count(point.protected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hint">{t("sheet.revision", { revision: count(answer.revision) })}</p>
    </div>
  );
}

/** At most `most` of the entries, evenly, the last always among them. */
function thinned<T>(entries: readonly T[], most: number): readonly T[] {
  if (entries.length <= most) return entries;
  return Array.from({ length: most }, (_, i) => entries[Math.round(((i + 1) * entries.length) / most) - 1]!);
}
