import { type TraceAnswer, tracePlant } from "@cuntong/contract";
import { useMemo } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import { useWorkspace } from "../state/context.ts";
import { pathsOf, type TracePath } from "./trace-paths.ts";
import { parseTraceStart } from "./trace-start.ts";

/** The shown trace, with its paths and the chosen one of them. */
export interface ShownTrace {
  readonly answer: TraceAnswer;
  readonly paths: readonly TracePath[];
  readonly path: TracePath | undefined;
}

/** Asks for the trace that the address names, now or in the past, and again whenever the plant changes. */
export function useTrace(projectId: string | null, tick: number): { shown: Answer<ShownTrace>; reload: () => void } {
  const { workspace } = useWorkspace();
  const { trace, traceEnd, asOf, edition } = workspace;
  const start = parseTraceStart(trace);
  const key = projectId && start && `trace ${projectId} ${trace} ${asOf ?? "now"}`;
  const { answer, reload } = useAnswer(key, edition + (asOf === null ? tick : 0), async (signal) => {
    const query = { ...start, ...(asOf !== null && { asOf }) };
    const found = await client.call(tracePlant, { params: { projectId: projectId ?? "" }, query, signal });
    const olts = new Set(found.equipment.filter(({ kind }) => kind === "olt").map(({ id }) => id));
    return { answer: found, paths: pathsOf(found.trace, ({ equipmentId }) => olts.has(equipmentId)) };
  });
  const shown = useMemo((): Answer<ShownTrace> => {
    if (answer.state === "failed" || answer.state === "idle") return answer;
    const value = answer.value && { ...answer.value, path: answer.value.paths[traceEnd] ?? answer.value.paths[0] };
    return value ? { state: "ready", value } : { state: "loading" };
  }, [answer, traceEnd]);
  return { shown, reload };
}
