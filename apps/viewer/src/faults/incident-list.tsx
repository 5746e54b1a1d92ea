import { type County, type Incident, incidentsCsv } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { useFaults } from "./fault-context.ts";
import { everyIncident, incidentQuery, incidentStates, mostIncidents, wantsSome } from "./wanted-incidents.ts";

/** Incidents, the latest first, as they change: all of them, or those that are looked for. */
export function IncidentList({ counties }: { counties: readonly County[] }) {
  const { t, count } = useSpeaker();
  const { incidents, wanted, want, reload, project } = useFaults();
  const { dispatch } = useWorkspace();
  const { incidents: all = [], next } = incidents.value ?? {};
  const isSought = wantsSome(wanted);
  const { limit, ...query } = incidentQuery(wanted);
  return (
    <Section title={t("incident.list")} figure={`${count(all.length)}${next === undefined ? "" : "+"}`} open>
      {incidents.state === "failed" && <Failed problem={incidents.problem} onRetry={reload} />}
      {(all.length > 0 || isSought) && <Finder counties={counties} />}
      {all.length === 0 && incidents.state === "ready" && (
        <p className="hint">{t(isSought ? "incident.noneFound" : "incident.none")}</p>
      )}
      <ul className="incident-list">
        {all.map((one) => (
          <li key={one.id}>
            <button type="button" className="row-button" onClick={() => dispatch({ type: "incident", id: one.id })}>
              <Row incident={one} />
            </button>
          </li>
        ))}
      </ul>
      {all.length > 0 && (
        <div className="actions actions-start">
          {next !== undefined && limit < mostIncidents && (
            <button type="button" className="button button-small" onClick={() => want({ limit: limit + 50 })}>
              {t("incident.more")}
            </button>
          )}
          <a className="link" href={client.href(incidentsCsv, { query: { projectId: project.id, ...query } })} download>
            {t(isSought ? "incident.csvFound" : "incident.csv")}
          </a>
        </div>
      )}
    </Section>
  );
}

/** What is looked for: words, states, a county, days. */
function Finder({ counties }: { counties: readonly County[] }) {
  const { t } = useSpeaker();
  const { wanted, want } = useFaults();
  const { text, states, countyCode, from, to } = wanted;
  const turn = (state: (typeof incidentStates)[number]) =>
    want({ states: states.includes(state) ? states.filter((one) => one !== state) : [...states, state] });
  return (
    <section className="incident-finder" aria-label={t("incident.find")}>
      <input
        type="search"
        aria-label={t("incident.findText")}
        placeholder={t("incident.findText")}
        value={text}
        maxLength={200}
        onChange={(event) => want({ text: event.target.value })}
      />
      <fieldset className="incident-states">
        <legend className="visually-hidden">{t("incident.findStates")}</legend>
        {incidentStates.map((state) => (
          <button key={state} type="button" aria-pressed={states.includes(state)} onClick={() => turn(state)}>
            {t(`incident.${state}`)}
          </button>
        ))}
      </fieldset>
      <div className="incident-when">
        {counties.length > 0 && (
          <select
            aria-label={t("incident.findCounty")}
            value={countyCode}
            onChange={(event) => want({ countyCode: event.target.value })}
          >
            <option value="">{t("incident.anyCounty")}</option>
            {counties.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
        <input
          type="date"
          aria-label={t("incident.findFrom")}
          value={from}
          max={to === "" ? undefined : to}
          onChange={(event) => want({ from: event.target.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          type="date"
          aria-label={t("incident.findTo")}
          value={to}
          min={from === "" ? undefined : from}
          onChange={(event) => want({ to: event.target.value })}
        />
        {wantsSome(wanted) && (
          <button type="button" className="link" onClick={() => want(everyIncident)}>
            {t("incident.findAll")}
          </button>
        )}
      </div>
    </section>
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
