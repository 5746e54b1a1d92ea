import { Bench } from "../chrome/bench.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { type CurveMark, OtdrCurve } from "../otdr/otdr-curve.tsx";
import type { OtdrAnswer } from "./fault-case.ts";
import { useFaults } from "./fault-context.ts";
import { lostWords, placeWords } from "./fault-words.ts";
import { LaunchField } from "./launch-field.tsx";

/** The trace that was read, under the map: curve, events, what changed since the baseline. A chosen event is located. */
export function OtdrBench() {
  const speaker = useSpeaker();
  const { t, length } = speaker;
  const { now, change, locate, project } = useFaults();
  const { otdr, located, way, mark } = now;
  if (!otdr?.curve) return null;
  const fault = located?.faults[way];
  const marks: CurveMark[] = [
    ...otdr.events.map(
      (event, i): CurveMark => ({
        id: `event ${i}`,
        atM: event.glassM,
        label: event.joint?.name ?? t("otdr.event", { number: i + 1 }),
        kind: event.isEnd ? "end" : event.reflectanceDb !== undefined ? "reflection" : "event",
      }),
    ),
    ...(otdr.plant?.unmatchedJoints ?? []).map(
      ({ name, glassM, nodeId }): CurveMark => ({ id: `joint ${nodeId}`, atM: glassM, label: name, kind: "closure" }),
    ),
    ...(fault
      ? [
          {
            id: "fault",
            atM: fault.place.glassM,
            fromM: fault.interval.from.glassM,
            toM: fault.interval.to.glassM,
            label: t("otdr.fault"),
            kind: "fault",
          } as const,
        ]
      : []),
  ];
  const choose = (id: string) => {
    change({ mark: id });
    const at = marks.find((one) => one.id === id);
    if (at && id.startsWith("event")) locate(at.atM);
  };
  return (
    <Bench label={t("otdr.title")} title={titleOf(otdr, t("otdr.title"))} onClose={() => change({ otdr: null })}>
      <div className="otdr-head">
        <TraceEnd otdr={otdr} />
        <TraceTools otdr={otdr} />
      </div>
      <OtdrCurve
        key={project.id}
        curve={otdr.curve}
        {...(otdr.baseline?.curve && { baseline: otdr.baseline.curve })}
        marks={marks}
        chosen={mark}
        onChoose={choose}
        label={t("otdr.title")}
      />
      {otdr.plant && (
        <p className="hint">
          {t(`otdr.from.${otdr.plant.shotFrom}`)} ·{" "}
          {t("otdr.matched", { matched: otdr.events.filter(({ joint }) => joint).length, events: otdr.events.length })}
        </p>
      )}
      {otdr.baseline && otdr.baseline.lost.length > 0 && (
        <p className="hint">{lostWords(otdr.baseline.lost, speaker)}</p>
      )}
      {otdr.baseline?.changes && (
        <ul className="otdr-changes">
          {otdr.baseline.changes.length === 0 && <li>{t("otdr.same")}</li>}
          {otdr.baseline.changes.map((one) => (
            <li key={`${one.kind} ${one.glassM}`}>{t(`otdr.${one.kind}`, { at: length(one.glassM) })}</li>
          ))}
        </ul>
      )}
      {otdr.issues.map((issue) => (
        <p key={`${issue.code} ${issue.place.offset}`} className="hint">
          {issue.code}
        </p>
      ))}
    </Bench>
  );
}

/** Where the end of the trace lies on the ground, and how surely. */
function TraceEnd({ otdr }: { readonly otdr: OtdrAnswer }) {
  const speaker = useSpeaker();
  const { t, length } = speaker;
  const { located, events } = otdr;
  if (!located) return null;
  const [fault] = located.faults;
  const [beyond] = located.ends;
  const joint = events.find(({ isEnd }) => isEnd)?.joint;
  const where = fault
    ? placeWords(fault.place, speaker)
    : beyond && t("reading.beyond", { name: beyond.place.after.name, metres: length(beyond.excessM) });
  if (where === undefined) return null;
  return (
    <div className="otdr-located">
      <p className="otdr-located-place">
        <span className="otdr-located-word">{t("otdr.end")}</span> {where}
      </p>
      <p className="hint">
        {[
          joint && t("otdr.endJoint", { name: joint.name }),
          fault && t("sheet.between", { before: length(fault.interval.beforeM), after: length(fault.interval.afterM) }),
          fault && t(`reading.${fault.calibration}`),
          located.faults.length > 1 && t("reading.ways", { count: located.faults.length }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}

/** A launch cable to read the trace with, and accepting it for its port. */
function TraceTools({ otdr }: { readonly otdr: OtdrAnswer }) {
  const { t } = useSpeaker();
  const { now, readTrace, busy } = useFaults();
  const { traceFile } = now;
  if (!traceFile) return null;
  return (
    <form
      className="otdr-tools"
      onSubmit={(event) => {
        event.preventDefault();
        readTrace(traceFile);
      }}
    >
      <LaunchField id="bench-launch" />
      <button type="submit" className="button" disabled={busy !== null}>
        {t("otdr.again")}
      </button>
      {otdr.plant && (
        <button
          type="button"
          className="button"
          disabled={busy !== null || otdr.id !== undefined}
          onClick={() => readTrace(traceFile, "baseline")}
        >
          {t(otdr.id === undefined ? "otdr.accept" : "otdr.accepted")}
        </button>
      )}
    </form>
  );
}

function titleOf({ waveNm, groupIndex }: OtdrAnswer, title: string): string {
  return [title, waveNm && `${waveNm.toFixed(0)} nm`, groupIndex && `n ${groupIndex.toFixed(4)}`]
    .filter(Boolean)
    .join(" · ");
}
