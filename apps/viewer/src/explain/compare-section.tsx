import { type Comparison, type County, comparePlans, type Plan } from "@cuntong/contract";
import { useEffect, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { planTitle } from "../plan/plan-title.ts";
import { useWorkspace } from "../state/context.ts";
import { ComparisonView } from "./comparison-view.tsx";

interface Props {
  /** The shown plan. */
  readonly plan: Plan;
  readonly plans: readonly Plan[];
  readonly counties: readonly County[];
}

/** Holds the shown plan against another one, beside each other and on the map. */
export function CompareSection({ plan, plans, counties }: Props) {
  const { t, moment, money } = useSpeaker();
  const others = plans.filter(({ id, state }) => state === "done" && id !== plan.id);
  const [chosen, setChosen] = useState("");
  if (others.length === 0) return null;
  const other = others.find(({ id }) => id === chosen);
  return (
    <Section title={t("compare.title")}>
      <select
        className="compare-choice"
        aria-label={t("compare.with")}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{t("compare.choose")}</option>
        {others.map((one) => (
          <option key={one.id} value={one.id}>
            {[planTitle(one, t, counties), moment(one.createdAt), one.totals ? money(one.totals.costFen) : ""].join(
              " · ",
            )}
          </option>
        ))}
      </select>
      {other && <Compared key={other.id} plan={plan} other={other} counties={counties} />}
    </Section>
  );
}

function Compared({ plan, other, counties }: { plan: Plan; other: Plan; counties: readonly County[] }) {
  const { t } = useSpeaker();
  const [normalise, setNormalise] = useState(false);
  const { answer, reload } = useAnswer(`compare ${other.id} ${plan.id} ${normalise}`, 0, async (signal) => {
    const params = { planId: other.id, otherId: plan.id };
    const query = { normalise: normalise ? ("true" as const) : ("false" as const) };
    return (await client.call(comparePlans, { params, query, signal })).comparison;
  });
  useOverlay(answer.value);
  if (answer.state === "failed") {
    const otherPrices = answer.problem.issues?.some(({ code }) => code === "COMPARE_PRICES") ?? false;
    if (!otherPrices) return <Failed problem={answer.problem} onRetry={reload} />;
    return (
      <div className="compare-refused" role="alert">
        <p>{t("compare.otherPrices")}</p>
        <button type="button" className="button button-small" onClick={() => setNormalise(true)}>
          {t("compare.normalise")}
        </button>
      </div>
    );
  }
  if (!answer.value) return <Loading text={t("compare.asking")} />;
  return <ComparisonView comparison={answer.value} counties={counties} />;
}

/** Draws what only one of the plans builds, as long as the comparison is on the screen. */
function useOverlay(comparison: Comparison | undefined): void {
  const { dispatch } = useWorkspace();
  useEffect(() => {
    if (!comparison) return;
    const lines = (parts: Comparison["spans"]["onlyA"]) => parts.map(({ line }) => line);
    const { onlyA, onlyB } = comparison.spans;
    dispatch({ type: "overlay", overlay: { kind: "compare", own: lines(onlyB), other: lines(onlyA) } });
    return () => dispatch({ type: "overlay", overlay: null });
  }, [comparison, dispatch]);
}
