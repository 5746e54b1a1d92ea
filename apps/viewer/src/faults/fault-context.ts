import {
  type Alarm,
  attachAlarms,
  type CallAnswer,
  diagnoseFaults,
  explainedAlarms,
  type Incident,
  impactOfCuts,
  incidentEvents,
  listAlarms,
  listIncidents,
  locateFault,
  openIncident,
  type Problem,
  type Project,
  readOtdr,
} from "@cuntong/contract";
import type { Cuts, Port, Reading } from "@cuntong/network";
import { createContext, use, useEffect, useMemo, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { type Answer, problemOf, useAnswer } from "../api/use-answer.ts";
import { type RedundancyHandle, useRedundancy } from "../redundancy/use-redundancy.ts";
import { useVillageWays, type WaysHandle } from "../redundancy/use-village-ways.ts";
import { useWorkspace } from "../state/context.ts";
import {
  cutsOf,
  emptyCase,
  endpointsOf,
  type FaultCase,
  type LocateAnswer,
  launchOf,
  type OtdrAnswer,
  portOf,
} from "./fault-case.ts";
import { extentRound } from "./fault-drawing.ts";
import { everyIncident, incidentQuery, type WantedIncidents } from "./wanted-incidents.ts";

/** The NOC's room: the case at hand, what is asked about it, and the live lists. */
export interface FaultHandle {
  readonly project: Project;
  readonly now: FaultCase;
  /** How the plant is held before anything breaks. */
  readonly held: RedundancyHandle;
  /** How the chosen village is held. */
  readonly ways: WaysHandle;
  readonly change: (change: Partial<FaultCase>) => void;
  /** What is being asked, and what the last question was refused with. */
  readonly busy: string | null;
  readonly problem: Problem | null;
  /** Those that are looked for, and whether there are more. */
  readonly incidents: Answer<{ readonly incidents: readonly Incident[]; readonly next?: string }>;
  readonly wanted: WantedIncidents;
  readonly want: (wanted: Partial<WantedIncidents>) => void;
  /** Rises with each change of incidents and alarms. */
  readonly tick: number;
  readonly alarms: Answer<{ readonly alarms: readonly Alarm[]; readonly names: Readonly<Record<string, string>> }>;
  /** Which alarm explains which. */
  readonly explained: Answer<CallAnswer<typeof explainedAlarms>>;
  readonly attach: (alarmIds: readonly number[], incidentId: string) => void;
  readonly reload: () => void;
  readonly diagnose: () => void;
  readonly choose: (candidate: number) => void;
  /** Locates an event of the trace by its metres from the port, else the reading that was typed. */
  readonly locate: (eventM?: number) => void;
  readonly readTrace: (file: File, keep?: "no" | "baseline") => void;
  readonly askImpact: (cuts: Cuts) => void;
  readonly open: (title: string) => void;
  readonly clear: () => void;
}

const explainEveryMs = 2_000;

export const FaultContext = createContext<FaultHandle | null>(null);

/** The NOC's room of the open project. */
export function useFaults(): FaultHandle {
  const handle = use(FaultContext);
  if (!handle) throw new Error("No fault room around this component.");
  return handle;
}

/** Keeps the case at hand, and follows incidents and alarms while the room is open. */
export function useFaultRoom(project: Project | null): FaultHandle | null {
  const { workspace, dispatch } = useWorkspace();
  const isOpen = workspace.room === "faults";
  const projectId = project?.id ?? null;
  const [kept, setKept] = useState<{ projectId: string | null; value: FaultCase }>({ projectId, value: emptyCase });
  const held = useRedundancy(projectId);
  const ways = useVillageWays(projectId, held.assessed?.revision ?? null);
  const [asking, setAsking] = useState<{ busy: string | null; problem: Problem | null }>({ busy: null, problem: null });
  const [wanted, setWanted] = useState({ edition: 0, value: everyIncident });
  const tick = useIncidentTick(projectId, isOpen);
  const now = kept.projectId === projectId ? kept.value : emptyCase;
  const last = useRef(now);
  last.current = now;
  const { answer: incidents, reload } = useAnswer(
    isOpen && projectId !== null ? `incidents ${projectId}` : null,
    // Both only rise: the list stays while another is asked for.
    tick + wanted.edition,
    (signal) =>
      client.call(listIncidents, { query: { projectId: projectId ?? "", ...incidentQuery(wanted.value) }, signal }),
  );
  const { answer: alarms } = useAnswer(isOpen && projectId !== null ? `alarms ${projectId}` : null, tick, (signal) =>
    client.call(listAlarms, { query: { projectId: projectId ?? "", limit: 500 }, signal }),
  );
  const isRaised = alarms.value?.alarms.some(({ clearedAt }) => clearedAt === undefined) ?? false;
  const { answer: explained } = useAnswer(
    isOpen && projectId !== null && isRaised ? `explained ${projectId}` : null,
    useSeldom(tick, explainEveryMs),
    (signal) => client.call(explainedAlarms, { query: { projectId: projectId ?? "" }, signal }),
  );
  return useMemo(() => {
    if (!project) return null;
    // Two changes may follow each other without a drawing between them.
    const change = (part: Partial<FaultCase>) => {
      last.current = { ...last.current, ...part };
      setKept({ projectId: project.id, value: last.current });
    };
    const ask = async (busy: string, work: () => Promise<void>) => {
      setAsking({ busy, problem: null });
      await work().then(
        () => setAsking({ busy: null, problem: null }),
        (error: unknown) => setAsking({ busy: null, problem: problemOf(error) }),
      );
    };
    const fly = (positions: readonly (readonly [number, number])[]) => {
      const extent = extentRound(positions);
      if (extent) dispatch({ type: "fly", extent });
    };
    const impactOf = async (cuts: Cuts) => {
      const impact = await client.call(impactOfCuts, { body: { projectId: project.id, cuts: cuts as never } });
      change({ impact, cuts });
    };
    const chosen = async (candidate: number) => {
      const { diagnosis } = last.current;
      const [element] = diagnosis?.diagnosis.candidates[candidate]?.elements ?? [];
      if (!diagnosis || !element) return;
      change({ candidate });
      fly(diagnosis.places.find(({ table, id }) => table === element.table && id === element.id)?.line ?? []);
      await impactOf(cutsOf(element));
    };
    const at = async (from: Port, reading: Reading & { readonly waveNm?: number }) => {
      await show(await client.call(locateFault, { body: { projectId: project.id, from, ...reading } }));
    };
    const show = async (located: LocateAnswer) => {
      change({ located, way: 0 });
      const [fault] = located.faults;
      fly(fault ? fault.doubt.line : located.ends.map(({ place }) => place.position));
      if (fault?.place.spanId !== undefined) await impactOf({ spans: [fault.place.spanId] });
    };
    return {
      project,
      now,
      held,
      ways,
      change,
      ...asking,
      incidents,
      wanted: wanted.value,
      want: (part) => setWanted(({ edition, value }) => ({ edition: edition + 1, value: { ...value, ...part } })),
      tick,
      alarms,
      explained,
      attach: (alarmIds, incidentId) =>
        void ask("attach", async () => {
          const body = { projectId: project.id, alarmIds: [...alarmIds], incidentId };
          await client.call(attachAlarms, { body });
        }),
      reload,
      diagnose: () =>
        void ask("diagnose", async () => {
          const dark = endpointsOf(last.current.darkText);
          const diagnosis = await client.call(diagnoseFaults, { body: { projectId: project.id, dark } });
          change({ diagnosis, candidate: null });
          if (diagnosis.diagnosis.candidates.length > 0) await chosen(0);
        }),
      choose: (candidate) => void ask("impact", () => chosen(candidate)),
      locate: (eventM) =>
        void ask("locate", async () => {
          const { portText, metresText, otdr } = last.current;
          const named = portOf(portText);
          const launchM = launchOf(last.current);
          if (eventM !== undefined && otdr) {
            const from = otdr.plant?.shotAt ?? named;
            if (from) await at(from, { opticalM: eventM, ...settingsOf(otdr) });
          } else if (named) await at(named, { opticalM: Number(metresText), ...(launchM > 0 && { launchM }) });
        }),
      readTrace: (file, keep = "no") =>
        void ask("otdr", async () => {
          const from = portOf(last.current.portText);
          const launchM = launchOf(last.current);
          const query = { projectId: project.id, name: file.name, launchM, ...(from ?? {}), ...(from && { keep }) };
          const otdr = await client.call(readOtdr, { query, file });
          const shown = otdr.endM === undefined ? {} : { metresText: (otdr.endM + launchM).toFixed(1) };
          change({ otdr, traceFile: file, mark: null, ...shown });
          if (otdr.located && keep === "no") await show(locatedIn(otdr, otdr.located));
        }),
      askImpact: (cuts) => void ask("impact", () => impactOf(cuts)),
      open: (title) =>
        void ask("open", async () => {
          const { impact, located, way, darkText } = last.current;
          const found = located?.faults[way]?.place;
          const codes = new Set(
            endpointsOf(darkText).flatMap((one) => ("villageCode" in one ? [one.villageCode as string] : [])),
          );
          const own = (alarms.value?.alarms ?? []).filter(
            ({ about }) => about.villageCode !== undefined && codes.has(about.villageCode),
          );
          const id = `I-${new Date().toISOString().slice(0, 19).replace(/\D/g, "")}`;
          const body = {
            ...{ projectId: project.id, id, title, alarmIds: own.map((one) => one.id) },
            ...(impact && { impact: impact.impact }),
            ...(found && { place: found }),
          };
          await client.call(openIncident, { body: body as never });
          dispatch({ type: "incident", id });
          reload();
        }),
      clear: () => setKept({ projectId: project.id, value: emptyCase }),
    } satisfies FaultHandle;
  }, [project, now, held, ways, asking, incidents, alarms, wanted, tick, explained, reload, dispatch]);
}

/** A number that follows another, but not more often than after some time: in a storm of alarms not every one is a question. */
function useSeldom(value: number, everyMs: number): number {
  const [kept, setKept] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const isBehind = kept !== value;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => setKept(latest.current), everyMs);
    return () => clearTimeout(timer);
  }, [isBehind, everyMs]);
  return kept;
}

/** What the instrument of a trace was set to. */
function settingsOf({ groupIndex, waveNm }: OtdrAnswer) {
  return { ...(groupIndex !== null && { instrumentIndex: groupIndex }), ...(waveNm !== null && { waveNm }) };
}

/** The end of a trace as a reading that was located. */
function locatedIn({ revision, baseline }: OtdrAnswer, located: NonNullable<OtdrAnswer["located"]>): LocateAnswer {
  return { revision, ...located, ...(baseline && { baseline }) };
}

/** Counts changes of incidents and alarms while somebody looks. */
function useIncidentTick(projectId: string | null, looking: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (projectId === null || !looking) return;
    const heard = () => setTick((count) => count + 1);
    return followEvents(
      client.href(incidentEvents, { query: { projectId } }),
      { incidents: heard, alarms: heard },
      [],
      () => {},
    );
  }, [projectId, looking]);
  return tick;
}
