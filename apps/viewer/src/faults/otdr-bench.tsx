import { Bench } from "../chrome/bench.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { type CurveMark, OtdrCurve } from "../otdr/otdr-curve.tsx";
import type { OtdrAnswer } from "./fault-case.ts";
import { useFaults } from "./fault-context.ts";

/** The trace that was read, under the map: curve, events, what changed since the baseline. A chosen event is located. */
export function OtdrBench() {
  const { t, length } = useSpeaker();
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

function titleOf({ waveNm, groupIndex }: OtdrAnswer, title: string): string {
  return [title, waveNm && `${waveNm.toFixed(0)} nm`, groupIndex && `n ${groupIndex.toFixed(4)}`]
    .filter(Boolean)
    .join(" · ");
}
