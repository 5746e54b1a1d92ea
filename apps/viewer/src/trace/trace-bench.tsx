import type { TraceAnswer } from "@cuntong/contract";
import { useMemo } from "react";
import { Bench } from "../chrome/bench.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { usePlant } from "../plant/plant-context.ts";
import { useWorkspace } from "../state/context.ts";
import { HopTable } from "./hop-table.tsx";
import { stopWords, TraceNames } from "./hop-words.tsx";
import { StraightLineView } from "./straight-line-view.tsx";
import { isComplete, type TracePath } from "./trace-paths.ts";
import { formatTraceStart, parseTraceStart } from "./trace-start.ts";
import type { ShownTrace } from "./use-trace.ts";

/** The trace under the map: its ends, whether light can pass, the straight-line diagram, and every hop. */
export function TraceBench() {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { trace, reload } = usePlant();
  if (parseTraceStart(workspace.trace) === null) return null;
  return (
    <Bench label={t("trace.title")} title={t("trace.title")} onClose={() => dispatch({ type: "trace", trace: null })}>
      {trace.state === "failed" && <Failed problem={trace.problem} onRetry={reload} />}
      {trace.state === "loading" && <Loading text={t("trace.asking")} />}
      {trace.value && <Shown shown={trace.value} />}
    </Bench>
  );
}

function Shown({ shown: { answer, paths, path } }: { shown: ShownTrace }) {
  const { t, length, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const names = useMemo(() => new TraceNames(answer), [answer]);
  if (!path) return <p className="hint">{t("trace.nothing")}</p>;
  const last = path.hops[path.hops.length - 1];
  const complete = isComplete(path);
  const end = (one: TracePath) => `${firstWords(one, names, t)} → ${lastWords(one, names, t)}`;
  return (
    <>
      <div className="trace-head">
        <p className={complete ? "trace-verdict trace-complete" : "trace-verdict trace-open"}>
          <strong>{t(complete ? "trace.complete" : "trace.incomplete")}</strong> {end(path)}
        </p>
        {paths.length > 1 && (
          <label className="trace-ends">
            {t("trace.ends", { count: count(paths.length) })}
            <select
              value={Math.min(workspace.traceEnd, paths.length - 1)}
              onChange={(event) => dispatch({ type: "traceEnd", place: Number(event.target.value) })}
            >
              {paths.map((one, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a path is known by its place in the list
                <option key={i} value={i}>
                  {end(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        {last && (
          <p className="hint">
            {t("trace.total", {
              drawn: length(last.total.drawnM),
              sheath: length(last.total.sheathM),
              glass: length(last.total.glassM),
              loss: answer.trace.wavesNm
                .map((nm, i) => `${nm} nm ${(last.total.lossDb[i] ?? 0).toFixed(2)} dB`)
                .join(" · "),
            })}
          </p>
        )}
        <Budgets answer={answer} path={path} names={names} />
      </div>
      <div className="trace-scroll">
        <StraightLineView path={path} names={names} wave={0} />
      </div>
      <div className="trace-scroll">
        <HopTable path={path} names={names} trace={answer.trace} />
      </div>
    </>
  );
}

type Words = ReturnType<typeof useSpeaker>["t"];

function firstWords(path: TracePath, names: TraceNames, t: Words): string {
  const [first] = path.hops;
  return stopWords(path.first ?? { hop: 0, reason: "port" }, first, names, t);
}

function lastWords(path: TracePath, names: TraceNames, t: Words): string {
  return stopWords(path.last, path.hops[path.hops.length - 1], names, t);
}

/** The loss against the class of the OLT's optics; a path that was not traced from a device can be, for its budget. */
function Budgets({ answer, path, names }: { answer: TraceAnswer; path: TracePath; names: TraceNames }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const end = path.hops[path.hops.length - 1];
  const device = end?.kind === "port" ? end : undefined;
  if (answer.budgets.length === 0 && device && path.first && isComplete(path)) {
    const { equipmentId, port } = device;
    const from = formatTraceStart({ equipmentId, port });
    return (
      <button type="button" className="button button-small" onClick={() => dispatch({ type: "trace", trace: from })}>
        {t("trace.budgetOf", { port: t("circuit.port", { equipment: names.equipment(equipmentId), port }) })}
      </button>
    );
  }
  return answer.budgets.map(({ olt, opticsClass, verdicts, passes }) => (
    <p
      key={`${olt.equipmentId} ${olt.port}`}
      className={passes ? "trace-verdict trace-complete" : "trace-verdict trace-open"}
    >
      <strong>
        {t("trace.budget", {
          port: t("circuit.port", { equipment: names.equipment(olt.equipmentId), port: olt.port }),
          optics: opticsClass,
        })}
      </strong>{" "}
      {verdicts
        .map((one) =>
          one.verdict === "within"
            ? t("trace.within", { nm: one.waveNm, db: one.lossDb.toFixed(2), left: one.leftDb.toFixed(2) })
            : t(`trace.${one.verdict}`, { nm: one.waveNm, db: one.lossDb.toFixed(2), by: one.byDb.toFixed(2) }),
        )
        .join(" · ")}
    </p>
  ));
}
