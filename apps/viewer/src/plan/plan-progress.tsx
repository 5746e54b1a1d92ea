import { type County, cancelPlan, type Plan, PlanProgress as Progress, planEvents } from "@cuntong/contract";
import { useEffect, useEffectEvent, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { ProgressBar } from "../controls/progress-bar.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { CostCurve } from "./cost-curve.tsx";
import { planTitle } from "./plan-title.ts";
import { addSample, type Sample } from "./samples.ts";

interface Props {
  readonly plan: Plan;
  readonly counties: readonly County[];
  readonly onEnd: () => void;
}

/** A plan on its way: phase, how far, the cost falling to the bound, and a way to stop it. */
export function PlanProgress({ plan, counties, onEnd }: Props) {
  const { t, percent, money } = useSpeaker();
  const [progress, setProgress] = useState<Progress>(plan.progress);
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [cancelling, setCancelling] = useState(false);
  const ended = useEffectEvent(onEnd);
  useEffect(() => {
    const take = (data: unknown) => {
      const next = Progress.parse(data);
      setProgress(next);
      setSamples((last) => addSample(last, next));
    };
    const url = client.href(planEvents, { params: { planId: plan.id } });
    // Lost for good: ask for the plan itself after a while, whatever became of it.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lost = () => {
      timer = setTimeout(() => ended(), 3000);
    };
    const stop = followEvents(url, { progress: take, end: () => ended() }, ["end"], lost);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [plan.id]);
  const cancel = async () => {
    setCancelling(true);
    // A plan that has just ended refuses; its end arrives by itself.
    await client.call(cancelPlan, { params: { planId: plan.id } }).catch(() => undefined);
    onEnd();
  };
  return (
    <section className="plan-progress" aria-labelledby="plan-progress-title">
      <h2 id="plan-progress-title">{planTitle(plan, t, counties)}</h2>
      <div className="progress-figure">
        <strong>{percent(Math.round(progress.fraction * 100) / 100)}</strong>
        <span aria-live="polite">{t(`plan.phase.${progress.phase}`)}</span>
      </div>
      <ProgressBar fraction={progress.fraction} label={t("plan.running")} />
      <dl className="pairs">
        <div>
          <dt>{t("plan.costNow")}</dt>
          <dd>{progress.costFen === undefined ? "–" : money(progress.costFen)}</dd>
        </div>
        <div>
          <dt>{t("plan.boundNow")}</dt>
          <dd>{progress.lowerBoundFen === undefined ? "–" : money(progress.lowerBoundFen)}</dd>
        </div>
      </dl>
      <CostCurve samples={samples} />
      <button type="button" className="button" disabled={cancelling} onClick={cancel}>
        {t(cancelling ? "plan.cancelling" : "plan.cancel")}
      </button>
    </section>
  );
}
