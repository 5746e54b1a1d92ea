import {
  addEvidence,
  type CallAnswer,
  getFile,
  getIncident,
  type IncidentEvent,
  type Problem,
  stepIncident,
} from "@cuntong/contract";
import { type ReactNode, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf, useAnswer } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { CrewSheet } from "../crew-sheet/crew-sheet.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { useFaults } from "./fault-context.ts";
import { ImpactFigures } from "./impact-section.tsx";
import { sheetOf } from "./sheet-of.ts";

type Detail = CallAnswer<typeof getIncident>;
type Step = Parameters<typeof client.call<typeof stepIncident>>[1]["body"]["step"];

/** An incident: its state and what comes next, whom it hit, and all that was done about it. */
export function IncidentPanel({ id }: { id: string }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { project, tick } = useFaults();
  const { answer, reload } = useAnswer(`incident ${project.id} ${id}`, tick, (signal) =>
    client.call(getIncident, { params: { incidentId: id }, query: { projectId: project.id }, signal }),
  );
  return (
    <article className="incident-panel" aria-label={t("incident.title")}>
      <button type="button" className="link" onClick={() => dispatch({ type: "incident", id: null })}>
        ‹ {t("incident.back")}
      </button>
      {answer.state === "failed" ? (
        <Failed problem={answer.problem} onRetry={reload} />
      ) : answer.value ? (
        <Known detail={answer.value} onChanged={reload} />
      ) : (
        <Loading text={t("state.opening")} />
      )}
    </article>
  );
}

function Known({ detail, onChanged }: { detail: Detail; onChanged: () => void }) {
  const { t, moment, minutes, count } = useSpeaker();
  const { project, now } = useFaults();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sheet, setSheet] = useState<ReturnType<typeof sheetOf>>(null);
  const { incident, impact, names, events, etag } = detail;
  const run = (work: Promise<unknown>) =>
    work.then(
      () => {
        setProblem(null);
        onChanged();
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  const params = { incidentId: incident.id };
  const step = (given: Step) =>
    void run(client.call(stepIncident, { params, body: { projectId: project.id, step: given }, ifMatch: etag }));
  const evidence = (file: File) =>
    void run(
      client.call(addEvidence, { params, query: { projectId: project.id, name: file.name }, file, ifMatch: etag }),
    );
  const { id, title, state, openedAt, assignedTo, restoredAt, cause, dark } = incident;
  const lasting = minutes(darkMinutes(dark));
  return (
    <>
      <h2>{title}</h2>
      <p className="object-state">
        <span className={`incident-state incident-${state}`}>{t(`incident.${state}`)}</span> {id} · {moment(openedAt)}
        {assignedTo && ` · ${assignedTo}`}
        {restoredAt && ` · ${t("incident.restoredAt", { at: moment(restoredAt) })}`}
        {` · ${t(dark.length > 1 ? "incident.darkTimes" : "incident.dark", { lasting, count: count(dark.length) })}`}
        {cause && ` · ${cause}`}
      </p>
      {problem && <Failed problem={problem} />}
      {state !== "closed" && <Steps state={state} onStep={step} onEvidence={evidence} />}
      {now.located && (
        <button
          type="button"
          className="button"
          onClick={() => setSheet(sheetOf(now, title, new Date().toISOString(), id))}
        >
          {t("sheet.title")}
        </button>
      )}
      {impact && (
        <Section title={t("impact.frozen")} open>
          <ImpactFigures answer={{ impact, names }} />
        </Section>
      )}
      <Section title={t("incident.timeline")} open>
        <ol className="timeline">
          {events.map((event) => (
            <Line key={event.revision} event={event} projectId={project.id} />
          ))}
        </ol>
      </Section>
      {sheet && <CrewSheet sheet={sheet} onClose={() => setSheet(null)} />}
    </>
  );
}

/** All dark stretches together, until now where the last one lasts. */
function darkMinutes(dark: Detail["incident"]["dark"]): number {
  const ms = dark.reduce((sum, { since, until }) => {
    return sum + Math.max(0, (until === undefined ? Date.now() : Date.parse(until)) - Date.parse(since));
  }, 0);
  return ms / 60_000;
}

function Line({
  event: { at, by, kind, text, file, alarmIds },
  projectId,
}: {
  event: IncidentEvent;
  projectId: string;
}) {
  const { t, moment } = useSpeaker();
  return (
    <li>
      <span className="hint">
        {moment(at)} · {by}
      </span>
      <p>
        {t(`step.${kind}`)}
        {text && `: ${text}`}
        {alarmIds && ` · ${t("step.alarms", { count: alarmIds.length })}`}
        {file && (
          <>
            {" "}
            <a
              className="link"
              href={client.href(getFile, { params: { projectId, sha256: file.sha256 } })}
              download={file.name}
            >
              {file.name}
            </a>
          </>
        )}
      </p>
    </li>
  );
}

interface StepsProps {
  readonly state: string;
  readonly onStep: (step: Step) => void;
  readonly onEvidence: (file: File) => void;
}

/** The steps that the state allows, each with the one field that it needs. */
function Steps({ state, onStep, onEvidence }: StepsProps) {
  const { t } = useSpeaker();
  return (
    <div className="incident-steps">
      {(state === "open" || state === "assigned") && (
        <>
          <TextStep label={t("step.assign")} onDone={(to) => onStep({ kind: "assigned", to })} />
          <button type="button" className="button button-main" onClick={() => onStep({ kind: "restored" })}>
            {t("step.restore")}
          </button>
        </>
      )}
      {state === "restored" && (
        <>
          <TextStep label={t("step.close")} onDone={(cause) => onStep({ kind: "closed", cause })}>
            <span className="hint">{t("step.closeHint")}</span>
          </TextStep>
          <button type="button" className="button" onClick={() => onStep({ kind: "reopened" })}>
            {t("step.reopen")}
          </button>
        </>
      )}
      <TextStep label={t("step.addNote")} onDone={(text) => onStep({ kind: "note", text })} />
      <label className="button button-small">
        {t("step.addEvidence")}
        <input
          type="file"
          className="visually-hidden"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onEvidence(file);
            event.target.value = "";
          }}
        />
      </label>
    </div>
  );
}

function TextStep({
  label,
  onDone,
  children,
}: {
  label: string;
  onDone: (text: string) => void;
  children?: ReactNode;
}) {
  const [text, setText] = useState("");
  return (
    <form
      className="text-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        onDone(text.trim());
        setText("");
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button button-small" disabled={text.trim() === ""}>
        {label}
      </button>
      {children}
    </form>
  );
}
