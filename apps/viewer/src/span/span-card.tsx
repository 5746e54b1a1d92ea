import type { Plan, PlanSpan } from "@cuntong/contract";
import type { Answer } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { SpanWithout } from "../explain/span-without.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { MapCard } from "../map/map-card.tsx";
import { supportColours } from "../map/palette.ts";
import { BillTable } from "../plan/bill-table.tsx";
import { VillageList } from "../plan/village-list.tsx";
import { SpanLockTools } from "./span-lock-tools.tsx";
import { spanTitle } from "./span-title.ts";

interface Props {
  readonly span: Answer<PlanSpan>;
  readonly plan: Plan;
  readonly onClose: () => void;
  readonly onRetry: () => void;
}

/** One span of the proposal: what it is, whom it serves, what it costs, and whether the next plan must use or avoid it. */
export function SpanCard({ span, plan, onClose, onRetry }: Props) {
  const { t } = useSpeaker();
  const { value } = span;
  return (
    <MapCard label={t("span.card")} title={value && spanTitle(value, t)} onClose={onClose}>
      {span.state === "failed" && <Failed problem={span.problem} onRetry={onRetry} />}
      {span.state === "loading" && !value && <Loading text={t("span.opening")} />}
      {value && (
        <>
          <SpanFacts span={value} />
          <SpanLockTools line={value.line} shown={plan} />
          <SpanWithout key={value.id} planId={plan.id} spanId={value.id} />
          <Section title={t("span.villages")} figure={String(value.villagesBeyond)}>
            <VillageList villages={value.villages} none="" hint={() => ""} />
          </Section>
          <Section title={t("bill.title")}>
            <BillTable lines={value.bill} />
          </Section>
        </>
      )}
    </MapCard>
  );
}

function SpanFacts({ span }: { span: PlanSpan }) {
  const { t, length, money, moneyExact, count } = useSpeaker();
  const cables = span.cables.map(({ strands, count: cables }) => t("span.cable", { count: cables, strands }));
  return (
    <>
      <p className="village-status">
        <i style={{ background: supportColours[span.support] }} aria-hidden="true" />
        {t("span.proposed")}
      </p>
      {span.reuses !== undefined && <p className="village-status">{t("span.reuses", { span: span.reuses })}</p>}
      <dl className="pairs">
        <div>
          <dt>{t("path.length")}</dt>
          <dd>{length(span.lengthM)}</dd>
        </div>
        <div>
          <dt>{t("path.cost")}</dt>
          <dd title={moneyExact(span.costFen)}>{money(span.costFen)}</dd>
        </div>
        <div>
          <dt>{t("span.beyond")}</dt>
          <dd>{count(span.villagesBeyond)}</dd>
        </div>
        {cables.length > 0 && (
          <div>
            <dt>{t("span.cables")}</dt>
            <dd>{cables.join(", ")}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
