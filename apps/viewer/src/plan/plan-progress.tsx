import {
  type County,
  cancelPlan,
  finishPlan,
  type Plan,
  PlanProgress as Progress,
  planEvents,
} from "@cuntong/contract";
import { useEffect, useEffectEvent, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { ProgressBar } from "../controls/progress-bar.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { ChoiceSoFar } from "./choice-so-far.tsx";
import { planTitle } from "./plan-title.ts";
import { addSample, gapOf, type Sample } from "./samples.ts";
import { SearchChart } from "./search-chart.tsx";

interface Props {
  readonly plan: Plan;
  readonly counties: readonly County[];
  readonly onEnd: () => void;
}

/** A plan on its way: phase, how far, the cost falling to the bound, and a way to stop it. */
export function PlanProgress({ plan, counties, onEnd }: Props) {
  const { t, percent } = useSpeaker();
  const [progress, setProgress] = useState<Progress>(plan.progress);
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [cancelling, setCancelling] = useState(false);
  const [finishing, setFinishing] = useState(false);
  const { begun, now } = useClock();
  const ended = useEffectEvent(onEnd);
  useEffect(() => {
    const take = (data: unknown) => {
      const next = Progress.parse(data);
      // What is chosen so far is only told when it is news.
      setProgress((last) => ({ ...next, ...(next.choice ? {} : lastChoice(last)) }));
      setSamples((last) => addSample(last, next, (performance.now() - begun) / 1000));
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
  }, [plan.id, begun]);
  const finish = async () => {
    setFinishing(true);
    // Its end arrives by itself, and so does that of one that has just ended.
    await client.call(finishPlan, { params: { planId: plan.id } }).catch(() => undefined);
  };
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
      {plan.request.budget ? (
        <ChoiceSoFar progress={progress} budget={plan.request.budget} />
      ) : (
        <>
          <SearchFigures found={samples.at(-1) ?? progress} />
          <SearchChart samples={samples} now={now} />
          {samples.length > 0 && <p className="field-hint">{t("plan.withoutClosures")}</p>}
        </>
      )}
      <div className="actions actions-start">
        {!plan.request.budget && progress.costFen !== undefined && (
          <button type="button" className="button" disabled={finishing || cancelling} onClick={finish}>
            {t(finishing ? "plan.finishing" : "plan.finish")}
          </button>
        )}
        <button type="button" className="button" disabled={cancelling} onClick={cancel}>
          {t(cancelling ? "plan.cancelling" : "plan.cancel")}
        </button>
      </div>
    </section>
  );
}

function lastChoice({ choice, costFen }: Progress): Partial<Progress> {
  return choice ? { choice, ...(costFen === undefined ? {} : { costFen }) } : {};
}

/** Cost, proven bound and the gap between them, as they stand. */
function SearchFigures({ found }: { found: Pick<Progress, "costFen" | "lowerBoundFen"> }) {
  const { t, money, percent } = useSpeaker();
  const gap = gapOf(found);
  const figure = (fen: number | undefined) => (fen === undefined ? "–" : money(fen));
  return (
    <dl className="search-figures">
      <div className="search-cost">
        <dt>{t("plan.costNow")}</dt>
        <dd>{figure(found.costFen)}</dd>
      </div>
      <div className="search-bound">
        <dt>{t("plan.boundNow")}</dt>
        <dd>{figure(found.lowerBoundFen)}</dd>
      </div>
      <div>
        <dt>{t("plan.gapNow")}</dt>
        <dd>{gap === undefined ? "–" : percent(gap)}</dd>
      </div>
    </dl>
  );
}

/** Seconds since this was first drawn, counted on twice a second. */
function useClock(): { readonly begun: number; readonly now: number } {
  const [begun] = useState(() => performance.now());
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow((performance.now() - begun) / 1000), 500);
    return () => clearInterval(timer);
  }, [begun]);
  return { begun, now };
}
