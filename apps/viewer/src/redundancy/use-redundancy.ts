import {
  type CallAnswer,
  type CallArguments,
  getRedundancy,
  listCutOff,
  mapSinglePoints,
  mapVillageGrades,
  type Problem,
  Reinforcement,
  reinforcePlant,
} from "@cuntong/contract";
import { useEffect, useMemo, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { postEvents } from "../api/post-events.ts";
import { problemOf } from "../api/use-answer.ts";

export type RedundancyAnswer = CallAnswer<typeof getRedundancy>;
export type PointFeature = CallAnswer<typeof mapSinglePoints>["features"][number];
/** A grade for the villages of a county or of all, or a way round points. */
export type ReinforcementGoal = CallArguments<typeof reinforcePlant>["body"]["goal"];

/** Villages by grade, and single points of failure. */
export const heldLayers = ["grades", "points"] as const;
export type HeldLayer = (typeof heldLayers)[number];

/** What is known of how the plant is held. */
export interface RedundancyState {
  readonly assessed: RedundancyAnswer | null;
  /** Single points of failure, the worst first. */
  readonly points: readonly PointFeature[];
  /** Points that are looked at, by place: alike in what they cut off. None is an empty list. */
  readonly chosen: readonly number[];
  /** Codes of villages that the first of them cuts off. */
  readonly cutOff: readonly string[];
  readonly reinforcement: Reinforcement | null;
  /** Address of the villages by grade as assessed, for the map to fetch. */
  readonly gradesHref: string | null;
  /** What of it lies on the map. */
  readonly drawn: Readonly<Record<HeldLayer, boolean>>;
  /** What is being asked; of a reinforcement, how far it is, from 0 to 1. */
  readonly asking: "assess" | { readonly fraction: number } | null;
  readonly problem: Problem | null;
}

export interface RedundancyHandle extends RedundancyState {
  readonly assess: () => void;
  readonly draw: (layer: HeldLayer, shown: boolean) => void;
  readonly choose: (points: readonly number[]) => void;
  /** Plans new spans that reach a goal; a budget in fen bounds them. */
  readonly reinforce: (goal: ReinforcementGoal, budgetFen: number | null) => void;
  readonly stop: () => void;
}

const nothing: RedundancyState = {
  assessed: null,
  points: [],
  chosen: [],
  cutOff: [],
  reinforcement: null,
  gradesHref: null,
  drawn: { grades: true, points: true },
  asking: null,
  problem: null,
};

/** Points that are drawn: the worst of them, which is all that a county has and all that a province's map can show. */
const mostPoints = 5000;
/** Villages that are drawn: more than a province has. */
const mostVillages = 100_000;
const everywhere = "-180,-90,180,90";

/** Asks how the plant of a project is held, and what would hold it better. */
export function useRedundancy(projectId: string | null): RedundancyHandle {
  const [held, setHeld] = useState<{ projectId: string | null; value: RedundancyState }>({ projectId, value: nothing });
  const now = held.projectId === projectId ? held.value : nothing;
  const running = useRef<AbortController | null>(null);
  const cutting = useRef<AbortController | null>(null);
  useEffect(() => {
    setHeld({ projectId, value: nothing });
    return () => {
      running.current?.abort();
      cutting.current?.abort();
    };
  }, [projectId]);
  return useMemo(() => {
    // What is answered late, when another project is open, is nobody's.
    const change = (part: Partial<RedundancyState>) =>
      setHeld((last) => (last.projectId === projectId ? { projectId, value: { ...last.value, ...part } } : last));
    const ask = async (
      asking: NonNullable<RedundancyState["asking"]>,
      work: (id: string, signal: AbortSignal) => Promise<Partial<RedundancyState>>,
    ) => {
      if (projectId === null) return;
      const abort = renewed(running);
      change({ asking, problem: null });
      const done = await work(projectId, abort.signal).catch((error: unknown) => ({ problem: problemOf(error) }));
      if (running.current === abort) change({ ...(abort.signal.aborted ? {} : done), asking: null });
    };
    return {
      ...now,
      assess: () =>
        void ask("assess", async (id, signal) => {
          const query = { projectId: id };
          const [assessed, map] = await Promise.all([
            client.call(getRedundancy, { query, signal }),
            client.call(mapSinglePoints, { query: { ...query, bbox: everywhere, limit: mostPoints }, signal }),
          ]);
          const href = client.href(mapVillageGrades, { query: { ...query, bbox: everywhere, limit: mostVillages } });
          // The fragment makes of another assessment another address.
          const gradesHref = `${href}#${assessed.revision}`;
          return { assessed, points: map.features, gradesHref, chosen: [], cutOff: [] };
        }),
      draw: (layer, shown) => change({ drawn: { ...now.drawn, [layer]: shown } }),
      choose: (chosen) => {
        change({ chosen, cutOff: [] });
        const properties = now.points[chosen[0] ?? -1]?.properties;
        if (projectId === null || !properties) return;
        const { signal } = renewed(cutting);
        const query = { projectId, kind: properties.kind, id: properties.id };
        client.call(listCutOff, { query, signal }).then(
          ({ villages }) => change({ cutOff: villages }),
          (error: unknown) => signal.aborted || change({ problem: problemOf(error) }),
        );
      },
      reinforce: (goal, budgetFen) =>
        void ask({ fraction: 0 }, async (id, signal) => {
          const body = { projectId: id, goal, ...(budgetFen !== null && { budgetFen }) };
          const end = await postEvents(client.href(reinforcePlant, {}), body, signal, {
            progress: (data) => change({ asking: { fraction: (data as { fraction: number }).fraction } }),
          });
          return { reinforcement: Reinforcement.parse(end) };
        }),
      stop: () => {
        running.current?.abort();
      },
    } satisfies RedundancyHandle;
  }, [projectId, now]);
}

/** Ends what was asked before and gives what ends the next question. */
function renewed(ref: { current: AbortController | null }): AbortController {
  ref.current?.abort();
  ref.current = new AbortController();
  return ref.current;
}
