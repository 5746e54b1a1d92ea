import type { County, Plan, PlanTotals } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { planTitle } from "./plan-title.ts";

interface Props {
  readonly before: Plan;
  readonly after: Plan;
  readonly counties: readonly County[];
}

/** What a changed plan costs, connects and lays more or less than the one before. */
export function Difference({ before, after, counties }: Props) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  if (!before.totals || !after.totals) return null;
  const [was, is] = [before.totals, after.totals];
  return (
    <section className="difference" aria-labelledby="difference-title">
      <h3 id="difference-title">{t("difference.title")}</h3>
      <p className="hint">
        <button type="button" className="link" onClick={() => dispatch({ type: "plan", planId: before.id })}>
          {planTitle(before, t, counties)}
        </button>
      </p>
      <DifferenceFigures was={was} is={is} />
      {before.request.priceBook !== after.request.priceBook && <p className="hint">{t("difference.otherPrices")}</p>}
    </section>
  );
}

/** Cost, villages and kilometres more or less. */
export function DifferenceFigures({ was, is }: { was: PlanTotals; is: PlanTotals }) {
  const { t, money, length, count, signed } = useSpeaker();
  return (
    <dl className="difference-figures">
      <div>
        <dt>{t("totals.cost")}</dt>
        <dd>{signed(is.costFen - was.costFen, money)}</dd>
      </div>
      <div>
        <dt>{t("totals.connected")}</dt>
        <dd>{signed(is.connected - was.connected, count)}</dd>
      </div>
      <div>
        <dt>{t("totals.length")}</dt>
        <dd>{signed(is.lengthM - was.lengthM, length)}</dd>
      </div>
    </dl>
  );
}
