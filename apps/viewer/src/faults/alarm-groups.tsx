import type { Alarm, AlarmGroup } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { darkTextOf } from "./fault-case.ts";
import { useFaults } from "./fault-context.ts";

/** Which alarm explains which: the incident, the alarm above or the fault that stands behind several, and what to do about it. */
export function AlarmGroups() {
  const { t, count } = useSpeaker();
  const { explained, alarms } = useFaults();
  const { groups = [], alone = [], whole = true } = explained.value ?? {};
  if (groups.length === 0) return null;
  const known = new Map((alarms.value?.alarms ?? []).map((alarm) => [alarm.id, alarm]));
  return (
    <section className="alarm-groups" aria-label={t("alarm.groups")}>
      <h4>{t("alarm.groups")}</h4>
      <ul>
        {groups.map((group) => (
          <li key={keyOf(group)}>
            <Group group={group} known={known} />
          </li>
        ))}
      </ul>
      {alone.length > 0 && <p className="hint">{t("alarm.alone", { count: alone.length })}</p>}
      {!whole && <p className="hint">{t("alarm.groupsCut", { count: count(2_000) })}</p>}
    </section>
  );
}

interface GroupProps {
  readonly group: AlarmGroup;
  readonly known: ReadonlyMap<number, Alarm>;
}

function Group({ group, known }: GroupProps) {
  const { t, count, list } = useSpeaker();
  const nameOf = useAlarmName();
  const members = group.alarms.flatMap(({ alarmId }) => known.get(alarmId) ?? []);
  const names = members.slice(0, 4).map(nameOf);
  const more = group.alarms.length - names.length;
  return (
    <>
      <p className="alarm-group-head">
        <strong>{count(group.alarms.length)}</strong> <Head group={group} known={known} />
      </p>
      <p className="hint">
        {list(names)}
        {more > 0 && ` ${t("alarm.more", { count: count(more) })}`}
      </p>
      <p className="hint">
        {reasonsOf(group)
          .map((because) => t(`alarm.because.${because}`))
          .join(" · ")}
      </p>
      <Act group={group} members={members} />
    </>
  );
}

function Head({ group, known }: GroupProps) {
  const { t, percent } = useSpeaker();
  const nameOf = useAlarmName();
  if (group.by === "incident") return <>{t("alarm.byIncident", { title: group.title })}</>;
  if (group.by === "alarm") {
    const above = known.get(group.alarmId);
    return <>{t("alarm.byAlarm", { name: above ? nameOf(above) : String(group.alarmId) })}</>;
  }
  const { table, name, elementCount, probability } = group.fault;
  return (
    <>
      {t("alarm.byFault", { name: `${t(`element.${table}`)} ${name}`, probability: percent(probability) })}
      {elementCount > 1 && <span className="hint"> {t("dark.orOthers", { count: elementCount - 1 })}</span>}
    </>
  );
}

/** What comes next: open the incident and count to it what it explains, or ask what has failed of these alarms. */
function Act({ group, members }: { group: AlarmGroup; members: readonly Alarm[] }) {
  const { t } = useSpeaker();
  const { attach, change, busy } = useFaults();
  const { dispatch } = useWorkspace();
  if (group.by === "incident") {
    const { incidentId } = group;
    const free = group.alarms.flatMap(({ alarmId, because }) => (because === "inImpact" ? [alarmId] : []));
    return (
      <div className="actions actions-start">
        <button
          type="button"
          className="button button-small"
          onClick={() => dispatch({ type: "incident", id: incidentId })}
        >
          {t("alarm.openIncident")}
        </button>
        {free.length > 0 && (
          <button
            type="button"
            className="button button-small"
            disabled={busy !== null}
            onClick={() => attach(free, incidentId)}
          >
            {t("alarm.count", { count: free.length })}
          </button>
        )}
      </div>
    );
  }
  const text = darkTextOf(members);
  if (text === "") return null;
  return (
    <div className="actions actions-start">
      <button type="button" className="button button-small" onClick={() => change({ darkText: text })}>
        {t("alarm.takeThese")}
      </button>
    </div>
  );
}

/** The village, port, device or node that an alarm is about, as people call it. */
export function useAlarmName(): (alarm: Alarm) => string {
  const names = useFaults().alarms.value?.names ?? {};
  return ({ about: { villageCode, equipmentId, port, nodeId }, externalId }) => {
    if (villageCode !== undefined) return names[villageCode] ?? villageCode;
    if (equipmentId !== undefined) return port === undefined ? equipmentId : `${equipmentId}:${port}`;
    return nodeId ?? externalId;
  };
}

function reasonsOf({ alarms }: AlarmGroup) {
  return [...new Set(alarms.map(({ because }) => because))];
}

function keyOf(group: AlarmGroup): string {
  if (group.by === "incident") return `incident ${group.incidentId}`;
  return group.by === "alarm" ? `alarm ${group.alarmId}` : `fault ${group.fault.table} ${group.fault.id}`;
}
