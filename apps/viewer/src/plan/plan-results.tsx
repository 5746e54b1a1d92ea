import type { County, Plan, PlanDetail } from "@cuntong/contract";
import { Section } from "../controls/section.tsx";
import { IssueList } from "../data/issue-list.tsx";
import { AcceptPlan } from "../designs/accept-plan.tsx";
import { CompareSection } from "../explain/compare-section.tsx";
import { RoadSection } from "../explain/road-section.tsx";
import { WhatIfSection } from "../explain/what-if-section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { Bill } from "./bill.tsx";
import { BudgetResult } from "./budget-result.tsx";
import { CountyTable } from "./county-table.tsx";
import { Difference } from "./difference.tsx";
import { Downloads } from "./downloads.tsx";
import { Histogram } from "./histogram.tsx";
import { NextPlan } from "./next-plan.tsx";
import { planTitle } from "./plan-title.ts";
import { Totals } from "./totals.tsx";
import { VillageList } from "./village-list.tsx";

interface Props {
  readonly detail: PlanDetail;
  /** The plan that this one changes. */
  readonly before: Plan | null;
  /** All plans of the project. */
  readonly plans: readonly Plan[];
  readonly counties: readonly County[];
  readonly onStarted: () => void;
}

/** What a finished plan answers, from the one figure to the last line of the bill. */
export function PlanResults({ detail, before, plans, counties, onStarted }: Props) {
  const { t, count, length, moment, money, seconds } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { plan, bill, opex, histogram, unreachable, leftOut, files } = detail;
  const decided = leftOut.filter(({ reason }) => reason !== "not-chosen");
  const deferred = leftOut
    .filter(({ reason }) => reason === "not-chosen")
    .sort((a, b) => (a.addedFen ?? Infinity) - (b.addedFen ?? Infinity));
  return (
    <section className="plan-results" aria-labelledby="plan-results-title">
      <div className="panel-head">
        <h2 id="plan-results-title">{planTitle(plan, t, counties)}</h2>
        <div className="panel-buttons">
          <button type="button" className="button" onClick={() => dispatch({ type: "revise", plan })}>
            {t("plan.change")}
          </button>
          <button type="button" className="button" onClick={() => dispatch({ type: "planning", open: true })}>
            {t("plan.new")}
          </button>
        </div>
      </div>
      <p className="plan-meta">
        <span className="proposed-tag">{t("plan.proposed")}</span>
        {plan.finishedAt && <span>{moment(plan.finishedAt)}</span>}
        {plan.seconds !== null && <span>{t("plan.took", { time: seconds(plan.seconds) })}</span>}
        <span>{t("plan.onRevision", { revision: plan.revision })}</span>
      </p>
      <NextPlan plan={plan} onStarted={onStarted} />
      {plan.totals && <Totals totals={plan.totals} reusedM={detail.reusedM} />}
      {before && <Difference before={before} after={plan} counties={counties} />}
      <BudgetResult plan={plan} onStarted={onStarted} />
      <AcceptPlan plan={plan} title={planTitle(plan, t, counties)} />
      <Downloads files={files} />
      <Section title={t("histogram.title")} open>
        <Histogram bins={histogram} />
      </Section>
      <Section title={t("counties.title")} figure={count(detail.counties.length)}>
        <CountyTable rows={detail.counties} counties={counties} />
      </Section>
      <Section
        title={t("unreachable.title")}
        figure={count(unreachable.length)}
        open={unreachable.length > 0 && unreachable.length < 6}
      >
        <VillageList
          villages={unreachable}
          none={t("unreachable.none")}
          hint={({ reason, gapM }) => t(`unreachable.${reason}`, { gap: length(gapM) })}
        />
      </Section>
      {deferred.length > 0 && (
        <Section title={t("deferred.title")} figure={count(deferred.length)}>
          <p className="hint">{t("deferred.hint")}</p>
          <VillageList
            villages={deferred}
            none=""
            hint={({ addedFen }) => (addedFen === undefined ? "" : t("deferred.added", { cost: money(addedFen) }))}
          />
        </Section>
      )}
      {decided.length > 0 && (
        <Section title={t("leftOut.title")} figure={count(decided.length)} open={decided.length < 6}>
          <VillageList villages={decided} none="" hint={({ reason }) => t(`leftOut.${reason}`)} />
        </Section>
      )}
      <Section title={t("bill.title")} figure={money(sumOf(bill))}>
        <Bill lines={bill} />
      </Section>
      {opex && (
        <Section title={t("opex.title", { years: opex.years })} figure={money(sumOf(opex.lines))}>
          <Bill lines={opex.lines} />
        </Section>
      )}
      <RoadSection planId={plan.id} />
      <WhatIfSection planId={plan.id} bill={bill} />
      <CompareSection plan={plan} plans={plans} counties={counties} />
      {plan.issues.length > 0 && (
        <Section title={t("plan.issues")} figure={count(plan.issues.length)}>
          <IssueList issues={plan.issues} />
        </Section>
      )}
    </section>
  );
}

function sumOf(lines: PlanDetail["bill"]): number {
  return lines.reduce((sum, { costFen }) => sum + costFen, 0);
}
