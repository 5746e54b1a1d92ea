import type { County, PlanDetail } from "@cuntong/contract";
import { Section } from "../controls/section.tsx";
import { IssueList } from "../data/issue-list.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { BillTable } from "./bill-table.tsx";
import { CountyTable } from "./county-table.tsx";
import { Downloads } from "./downloads.tsx";
import { Histogram } from "./histogram.tsx";
import { planTitle } from "./plan-title.ts";
import { Totals } from "./totals.tsx";
import { UnreachableList } from "./unreachable-list.tsx";

/** What a finished plan answers, from the one figure to the last line of the bill. */
export function PlanResults({ detail, counties }: { detail: PlanDetail; counties: readonly County[] }) {
  const { t, count, moment, seconds } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { plan, bill, opex, histogram, unreachable, files } = detail;
  return (
    <section className="plan-results" aria-labelledby="plan-results-title">
      <div className="panel-head">
        <h2 id="plan-results-title">{planTitle(plan, t, counties)}</h2>
        <button type="button" className="button" onClick={() => dispatch({ type: "planning", open: true })}>
          {t("plan.new")}
        </button>
      </div>
      <p className="plan-meta">
        <span className="proposed-tag">{t("plan.proposed")}</span>
        {plan.finishedAt && <span>{moment(plan.finishedAt)}</span>}
        {plan.seconds !== null && <span>{t("plan.took", { time: seconds(plan.seconds) })}</span>}
        <span>{t("plan.onRevision", { revision: plan.revision })}</span>
      </p>
      {plan.totals && <Totals totals={plan.totals} />}
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
        <UnreachableList villages={unreachable} />
      </Section>
      <Section title={t("bill.title")} figure={count(bill.length)}>
        <BillTable lines={bill} />
      </Section>
      {opex && (
        <Section title={t("opex.title", { years: opex.years })} figure={count(opex.lines.length)}>
          <BillTable lines={opex.lines} />
        </Section>
      )}
      {plan.issues.length > 0 && (
        <Section title={t("plan.issues")} figure={count(plan.issues.length)}>
          <IssueList issues={plan.issues} />
        </Section>
      )}
    </section>
  );
}
