import type { Endpoint, FaultGroup, NextMeasurement } from "@cuntong/network";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { endpointsOf, portText } from "./fault-case.ts";
import { type FaultHandle, useFaults } from "./fault-context.ts";

/** Who is dark, pasted or taken from alarms, and what has failed: ranked, with what speaks for and against. */
export function DarkSection() {
  const { t, count } = useSpeaker();
  const handle = useFaults();
  const { now, change, diagnose, busy } = handle;
  const told = endpointsOf(now.darkText).length;
  return (
    <Section title={t("dark.title")} figure={told > 0 ? count(told) : ""} open>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          diagnose();
        }}
      >
        <label className="visually-hidden" htmlFor="dark-codes">
          {t("dark.codes")}
        </label>
        <textarea
          id="dark-codes"
          className="dark-codes"
          rows={4}
          placeholder={t("dark.placeholder")}
          value={now.darkText}
          onChange={(event) => change({ darkText: event.target.value })}
        />
        <div className="actions actions-start">
          <button type="submit" className="button button-main" disabled={told === 0 || busy !== null}>
            {t(busy === "diagnose" ? "fault.asking" : "dark.ask")}
          </button>
          {told > 0 && (
            <button type="button" className="button" onClick={handle.clear}>
              {t("fault.clear")}
            </button>
          )}
        </div>
      </form>
      {now.diagnosis && <Candidates handle={handle} />}
    </Section>
  );
}

function Candidates({ handle }: { handle: FaultHandle }) {
  const { t, list, count } = useSpeaker();
  const { diagnosis: answer, candidate } = handle.now;
  if (!answer) return null;
  const { diagnosis, unknown, names, places } = answer;
  const nameOf = endpointNames(names);
  const placed = new Map(places.map(({ table, id, name }) => [`${table} ${id}`, name]));
  return (
    <section className="candidates" aria-label={t("dark.candidates")}>
      <p className="hint">{t("sheet.revision", { revision: count(answer.revision) })}</p>
      <ol>
        {diagnosis.candidates.slice(0, 8).map((group, i) => (
          <li key={group.elements[0]?.id ?? i}>
            <button
              type="button"
              className="row-button"
              aria-current={i === candidate}
              onClick={() => handle.choose(i)}
            >
              <CandidateRow group={group} name={placed.get(`${group.elements[0]?.table} ${group.elements[0]?.id}`)} />
            </button>
          </li>
        ))}
      </ol>
      {diagnosis.contradictions.length > 0 && (
        <p className="warn">
          {t("dark.contradictions", { names: list(diagnosis.contradictions.slice(0, 6).map(nameOf)) })}
        </p>
      )}
      {diagnosis.unexplained.length > 0 && (
        <p className="warn">{t("dark.unexplained", { names: list(diagnosis.unexplained.slice(0, 6).map(nameOf)) })}</p>
      )}
      {unknown.length > 0 && <p className="warn">{t("dark.unknown", { codes: list(unknown.slice(0, 6)) })}</p>}
      {diagnosis.next && <Next next={diagnosis.next} handle={handle} nameOf={nameOf} />}
    </section>
  );
}

function CandidateRow({ group, name }: { group: FaultGroup; name: string | undefined }) {
  const { t, percent, count } = useSpeaker();
  const [first] = group.elements;
  if (!first) return null;
  return (
    <>
      <span className="row-name">
        <strong>{percent(group.probability)}</strong> {t(`element.${first.table}`)} {name ?? first.id}
        {group.elementCount > 1 && (
          <span className="hint"> {t("dark.orOthers", { count: group.elementCount - 1 })}</span>
        )}
      </span>
      <span className="row-button-line hint">
        {t("dark.for", { count: count(group.explains.length) })}
        {group.against.length > 0 && ` · ${t("dark.against", { count: count(group.against.length) })}`}
      </span>
    </>
  );
}

function Next({
  next,
  handle,
  nameOf,
}: {
  next: NextMeasurement;
  handle: FaultHandle;
  nameOf: (one: Endpoint) => string;
}) {
  const { t, length, list } = useSpeaker();
  if (next.kind === "ask") return <p className="next-measurement">{t("next.ask", { name: nameOf(next.endpoint) })}</p>;
  const expected = next.expect
    .slice(0, 3)
    .map(({ candidate, glassM }) => `${candidate + 1}: ${glassM === undefined ? t("next.whole") : length(glassM)}`);
  return (
    <div className="next-measurement">
      <p>{t("next.otdr", { port: portText(next.from), expected: list(expected) })}</p>
      <button
        type="button"
        className="button button-small"
        onClick={() => handle.change({ portText: portText(next.from) })}
      >
        {t("next.take")}
      </button>
    </div>
  );
}

function endpointNames(names: Readonly<Record<string, string>>) {
  return (endpoint: Endpoint) =>
    "villageCode" in endpoint ? (names[endpoint.villageCode] ?? endpoint.villageCode) : portText(endpoint);
}
