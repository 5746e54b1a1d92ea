import { type TraceAnswer, tracePlant } from "@cuntong/contract";
import { Network } from "@cuntong/network";
import { createContext, use, useMemo, useState } from "react";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import type { PlantHandle } from "../plant/plant-context.ts";
import { useWorkspace } from "../state/context.ts";
import { parseTraceStart } from "./trace-start.ts";
import { pathThrough, type TracedPath } from "./traced-path.ts";

/** A trace with what its hops name as a small plant. */
export interface Traced extends TraceAnswer {
  readonly network: Network;
}

export const traceBases = ["mean", "worst"] as const;
export type TraceBasis = (typeof traceBases)[number];

/** The shown trace, and what of it is looked at: table, map and straight line are drawn from it alike. */
export interface TraceHandle {
  /** Where it starts, in the words of the address. */
  readonly start: string;
  /** The address names a start. */
  readonly isStart: boolean;
  readonly answer: Answer<Traced>;
  readonly reload: () => void;
  readonly basis: TraceBasis;
  readonly onBasis: (basis: TraceBasis) => void;
  /** The row that is chosen, and the one that the pointer is over. */
  readonly chosen: string | null;
  readonly looked: string | null;
  readonly choose: (key: string | null) => void;
  readonly look: (key: string | null) => void;
  /** From end to end through the chosen row. */
  readonly path: TracedPath | null;
}

export const TraceContext = createContext<TraceHandle | null>(null);

/** The trace that is shown, if one is. */
export function useShownTrace(): TraceHandle | null {
  return use(TraceContext);
}

/** Asks for the trace that the workspace names, as of the time that is looked at, and again whenever the plant changes. */
export function useTrace(plant: PlantHandle | null): TraceHandle | null {
  const { workspace } = useWorkspace();
  const { trace: start, asOf, edition } = workspace;
  const [basis, setBasis] = useState<TraceBasis>("mean");
  const [chosen, choose] = useOf<string>(start);
  const [looked, look] = useOf<string>(start);
  const projectId = plant?.project.id ?? null;
  const asked = useMemo(() => (start === null ? null : parseTraceStart(start)), [start]);
  const key = projectId && asked && `trace ${projectId} ${start} ${asOf ?? "now"} ${basis}`;
  const tick = asOf === null ? (plant?.tick ?? 0) : 0;
  const { answer, reload } = useAnswer(key, edition + tick, async (signal): Promise<Traced> => {
    const params = { projectId: projectId ?? "" };
    const query = { ...asked, basis, ...(asOf !== null && { asOf }) };
    const found = await client.call(tracePlant, { params, query, signal });
    return { ...found, network: Network.of({ ...found.records, nodes: found.nodes }) };
  });
  const trace = answer.value?.trace;
  const path = useMemo(() => (trace ? pathThrough(trace, chosen) : null), [trace, chosen]);
  return useMemo(
    () =>
      start === null
        ? null
        : {
            ...{ start, isStart: asked !== null, answer, reload, basis, onBasis: setBasis },
            ...{ chosen, looked, choose, look, path },
          },
    [start, asked, answer, reload, basis, chosen, looked, choose, look, path],
  );
}

/** A state that belongs to one thing and is forgotten with it. */
function useOf<T>(owner: string | null): [T | null, (value: T | null) => void] {
  const [held, setHeld] = useState<{ owner: string | null; value: T | null }>({ owner, value: null });
  const set = useMemo(() => (value: T | null) => setHeld({ owner, value }), [owner]);
  return [held.owner === owner ? held.value : null, set];
}
