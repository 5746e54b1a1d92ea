import type { County, PlanDetail, Village, VillagePath } from "@cuntong/contract";
import type { Answer } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { VillageWhy } from "../explain/village-why.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { MapCard } from "../map/map-card.tsx";
import { villageColours } from "../map/palette.ts";
import { BillTable } from "../plan/bill-table.tsx";
import { VillageHeld } from "../redundancy/village-held.tsx";
import { useWorkspace } from "../state/context.ts";
import { PathTable } from "./path-table.tsx";
import { VillageLockTools } from "./village-lock-tools.tsx";

interface Props {
  readonly village: Answer<Village>;
  /** How the shown plan connects it; null where it does not. */
  readonly path: Answer<VillagePath | null>;
  readonly detail: PlanDetail | null;
  readonly counties: readonly County[];
  readonly onClose: () => void;
  readonly onRetry: () => void;
}

/** One village: who lives there, its status; how the shown plan connects it, and whether the next plan must or may not; in the NOC's room how it is held. */
export function VillageCard({ village, path, detail, counties, onClose, onRetry }: Props) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  return (
    <MapCard label={t("village.card")} title={village.value?.name} onClose={onClose}>
      {village.state === "failed" && <Failed problem={village.problem} onRetry={onRetry} />}
      {village.state !== "failed" && !village.value && <Loading text={t("village.opening")} />}
      {village.value && (
        <>
          <VillageFacts village={village.value} counties={counties} />
          {workspace.room === "faults" ? (
            <VillageHeld />
          ) : (
            <>
              {isToConnect(village.value) && (
                <VillageLockTools code={village.value.code} shown={detail?.plan ?? null} />
              )}
              <InPlan code={village.value.code} path={path} detail={detail} onRetry={onRetry} />
            </>
          )}
        </>
      )}
    </MapCard>
  );
}

/** A plan connects villages without fibre only. */
function isToConnect({ status }: Village): boolean {
  return status === "unconnected" || status === "planned";
}

function VillageFacts({ village, counties }: { village: Village; counties: readonly County[] }) {
  const { t, count } = useSpeaker();
  const county = counties.find(({ code }) => code === village.countyCode);
  const known = (value: number | null) => (value === null ? t("village.unknown") : count(value));
  return (
    <>
      <p className="village-status">
        <i style={{ background: villageColours[village.status] }} aria-hidden="true" />
        {t(`status.${village.status}`)}
        {county && <span className="hint">{county.name}</span>}
      </p>
      <dl className="pairs">
        <div>
          <dt>{t("village.code")}</dt>
          <dd className="code">{village.code}</dd>
        </div>
        <div>
          <dt>{t("village.people")}</dt>
          <dd>{known(village.people)}</dd>
        </div>
        <div>
          <dt>{t("village.households")}</dt>
          <dd>{known(village.households)}</dd>
        </div>
        <VillageWishes village={village} />
      </dl>
    </>
  );
}

/** What it asks for, as far as its list says so. */
function VillageWishes({ village: { services, priority, dueDate } }: { village: Village }) {
  const { t, count, list } = useSpeaker();
  return (
    <>
      {services !== null && (
        <div>
          <dt>{t("village.services")}</dt>
          <dd>{services.length > 0 ? list(services) : t("village.noService")}</dd>
        </div>
      )}
      {priority !== null && (
        <div>
          <dt>{t("village.priority")}</dt>
          <dd>{count(priority)}</dd>
        </div>
      )}
      {dueDate !== null && (
        <div>
          <dt>{t("village.due")}</dt>
          <dd>{dueDate}</dd>
        </div>
      )}
    </>
  );
}

interface InPlanProps {
  readonly code: string;
  readonly path: Answer<VillagePath | null>;
  readonly detail: PlanDetail | null;
  readonly onRetry: () => void;
}

function InPlan({ code, path, detail, onRetry }: InPlanProps) {
  const { t, length } = useSpeaker();
  if (!detail || path.state === "idle") return null;
  const gap = detail.unreachable.find((village) => village.code === code);
  if (gap)
    return (
      <div className="village-gap" role="note">
        <strong>{t("village.unreachable")}</strong>
        <p>{t(`unreachable.long.${gap.reason}`, { gap: length(gap.gapM) })}</p>
      </div>
    );
  const left = detail.leftOut.find((village) => village.code === code);
  if (left)
    return (
      <div className="village-left-out" role="note">
        <p>{t(`leftOut.long.${left.reason}`)}</p>
      </div>
    );
  if (path.state === "failed") return <Failed problem={path.problem} onRetry={onRetry} />;
  if (path.state === "loading") return <Loading text={t("village.tracing")} />;
  if (path.value === null) return <p className="hint">{t("village.notInPlan")}</p>;
  return (
    <>
      <PathFacts path={path.value} />
      <VillageWhy key={code} planId={detail.plan.id} code={code} />
    </>
  );
}

function PathFacts({ path }: { path: VillagePath }) {
  const { t, length, money, moneyExact, count } = useSpeaker();
  return (
    <div className="village-path">
      <h3>
        <i className="path-mark" aria-hidden="true" /> {t("village.path")}
      </h3>
      <p className="hint">{t("village.pathTo", { kind: t(`node.${path.rootNode.kind}`), node: path.rootNode.id })}</p>
      <dl className="pairs">
        <div>
          <dt>{t("village.pathLength")}</dt>
          <dd>{length(path.pathM)}</dd>
        </div>
        <div>
          <dt>{t("village.pathCost")}</dt>
          <dd title={moneyExact(path.pathCostFen)}>{money(path.pathCostFen)}</dd>
        </div>
        <div>
          <dt>{t("village.share")}</dt>
          <dd title={moneyExact(path.shareFen)}>
            <strong>{money(path.shareFen)}</strong>
          </dd>
        </div>
      </dl>
      <Section title={t("village.spans")} figure={count(path.spans.length)}>
        <PathTable spans={path.spans} />
      </Section>
      <Section title={t("bill.title")} figure={count(path.bill.length)}>
        <BillTable lines={path.bill} />
      </Section>
    </div>
  );
}
