import type { Alarm } from "@cuntong/contract";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { AlarmGroups, useAlarmName } from "./alarm-groups.tsx";
import { darkTextOf } from "./fault-case.ts";
import { useFaults } from "./fault-context.ts";

const shown = 12;

/** Raised alarms as they come in; one click makes them the question. */
export function AlarmSection() {
  const { t, count } = useSpeaker();
  const { alarms, change } = useFaults();
  const raised = (alarms.value?.alarms ?? []).filter(({ clearedAt }) => clearedAt === undefined);
  return (
    <Section title={t("alarm.title")} figure={count(raised.length)} open={raised.length > 0}>
      {raised.length === 0 ? (
        <p className="hint">{t("alarm.none")}</p>
      ) : (
        <>
          <ul className="alarm-list">
            {raised.slice(0, shown).map((alarm) => (
              <AlarmRow key={alarm.id} alarm={alarm} />
            ))}
          </ul>
          {raised.length > shown && <p className="hint">{t("alarm.more", { count: count(raised.length - shown) })}</p>}
          <AlarmGroups />
          <div className="actions actions-start">
            <button type="button" className="button" onClick={() => change({ darkText: darkTextOf(raised) })}>
              {t("alarm.take")}
            </button>
          </div>
        </>
      )}
    </Section>
  );
}

function AlarmRow({ alarm }: { alarm: Alarm }) {
  const { t, moment } = useSpeaker();
  const nameOf = useAlarmName();
  const { severity, object, flaps, raisedAt, text } = alarm;
  return (
    <li className={`alarm alarm-${severity}`}>
      <strong>{nameOf(alarm)}</strong> <span className="hint">{moment(raisedAt)}</span>
      {text && <span> · {text}</span>}
      {flaps > 0 && <span className="alarm-tag">{t("alarm.flaps", { count: flaps })}</span>}
      {!object && <span className="alarm-tag">{t("alarm.unmatched")}</span>}
    </li>
  );
}
