import { type Incident, incidentsCsv } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { useFaults } from "./fault-context.ts";

/** Incidents, the latest first, as they change. */
export function IncidentList() {
  const { t, count } = useSpeaker();
  const { incidents, reload, project } = useFaults();
  const { dispatch } = useWorkspace();
  const all = incidents.value ?? [];
  const open = all.filter(({ state }) => state !== "closed").length;
  return (
    <Section title={t("incident.list")} figure={count(open)} open>
      {incidents.state === "failed" && <Failed problem={incidents.problem} onRetry={reload} />}
      {all.length === 0 && <p className="hint">{t("incident.none")}</p>}
      <ul className="incident-list">
        {all.slice(0, 50).map((one) => (
          <li key={one.id}>
            <button type="button" className="row-button" onClick={() => dispatch({ type: "incident", id: one.id })}>
              <Row incident={one} />
            </button>
          </li>
        ))}
      </ul>
      {all.length > 0 && (
        <a className="link" href={client.href(incidentsCsv, { query: { projectId: project.id } })} download>
          {t("incident.csv")}
        </a>
      )}
    </Section>
  );
}

function Row({ incident: { id, title, state, openedAt, villagesLost } }: { incident: Incident }) {
  const { t, moment, count } = useSpeaker();
  return (
    <>
      <span className="row-name">
        <span className={`incident-state incident-${state}`}>{t(`incident.${state}`)}</span> {title}
      </span>
      <span className="row-button-line hint">
        {id} · {moment(openedAt)} · {t("incident.villages", { count: count(villagesLost) })}
      </span>
    </>
  );
}
