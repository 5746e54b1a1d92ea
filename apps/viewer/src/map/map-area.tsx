import {
  type Area,
  type DesignDrawing,
  getPlanSpan,
  getVillage,
  getVillagePath,
  ProblemError,
} from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { useOpenDesign } from "../designs/design-context.ts";
import { FaultContext } from "../faults/fault-context.ts";
import { drawFault } from "../faults/fault-drawing.ts";
import { OtdrBench } from "../faults/otdr-bench.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { subjectOf } from "../plant/edit/pen-subject-of.ts";
import { WayContext } from "../plant/edit/way-context.ts";
import { drawWay } from "../plant/edit/way-drawing.ts";
import { usePastPlant } from "../plant/history/use-past-plant.ts";
import { placeOf } from "../plant/object/place-of.ts";
import { PlantContext } from "../plant/plant-context.ts";
import { SpliceBench } from "../plant/splices/splice-bench.tsx";
import { SpanCard } from "../span/span-card.tsx";
import { type Address, type Camera, parseAddress } from "../state/address.ts";
import { useWorkspace } from "../state/context.ts";
import type { ProjectData } from "../state/use-project.ts";
import { stopWords } from "../trace/hop-words.ts";
import { LineBench } from "../trace/line/line-bench.tsx";
import { type TraceHandle, useShownTrace } from "../trace/trace-context.ts";
import { drawTrace, type TraceDrawing } from "../trace/trace-place.ts";
import { VillageCard } from "../village/village-card.tsx";
import { Legend } from "./legend.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import { MapHandleContext } from "./map-handle.ts";
import type { Basemap } from "./scene.ts";
import { sceneOf } from "./scene-of.ts";

interface Props {
  readonly data: ProjectData;
  readonly basemap: Basemap | null;
  readonly address: Address;
  readonly onCamera: (camera: Camera) => void;
  readonly children: ReactNode;
}

const noDrawing: readonly DesignDrawing[] = [];
const noAreas: readonly Area[] = [];

/** The map with what lies on it: the notice of generated data, legend, credits and the card of the chosen village. */
export function MapArea({ data, basemap, address, onCamera, children }: Props) {
  const speaker = useSpeaker();
  const { t, language } = speaker;
  const { workspace, dispatch } = useWorkspace();
  const handle = use(MapHandleContext);
  const { village, path, reload } = useVillage(data);
  const span = useSpan(data);
  const { project, counties } = data;
  const areas = data.areas.value ?? noAreas;
  const plant = use(PlantContext);
  const around = workspace.object && plant?.around.value;
  const object = useMemo(() => (around ? placeOf(around.network, around.object) : null), [around]);
  const subject = useMemo(() => subjectOf(workspace.pen, around), [workspace.pen, around]);
  const plantTick = plant?.tick ?? 0;
  const [seen, setSeen] = useState<readonly Position[] | null>(null);
  const look = useCallback(() => setSeen(handle.current?.viewRing() ?? null), [handle]);
  useEffect(() => {
    if (workspace.asOf !== null) look();
  }, [workspace.asOf, look]);
  const past = usePastPlant(project?.id ?? null, seen);
  const design = useOpenDesign()?.answer.value?.drawing ?? noDrawing;
  const shownTrace = useShownTrace();
  const trace = useTraceDrawing(shownTrace);
  const found = use(WayContext)?.value;
  const way = useMemo(() => (found ? drawWay(found, speaker) : null), [found, speaker]);
  const faults = use(FaultContext);
  const fault = useMemo(() => (faults ? drawFault(faults.now, faults.held, faults.ways.answer.value) : null), [faults]);
  const detail = data.detail.value?.plan.state === "done" ? data.detail.value : null;
  const projectId = useFirstFlight(data, address);
  const scene = useMemo(
    () =>
      sceneOf({
        origin: location.origin,
        workspace,
        projectId,
        counties,
        areas,
        detail,
        village: village.value,
        path: path.value,
        span: span.answer.value,
        object,
        design,
        trace,
        fault,
        plantTick,
        way,
        subject,
        past: past === "far" ? undefined : past,
        basemap,
        language,
      }),
    [
      workspace,
      projectId,
      counties,
      areas,
      detail,
      village.value,
      path.value,
      span.answer.value,
      object,
      design,
      trace,
      fault,
      plantTick,
      way,
      subject,
      past,
      basemap,
      language,
    ],
  );
  return (
    <section className="map-area" aria-label={t("map.title")}>
      {project?.generated && (
        <p className="generated-banner" role="note">
          <strong>{t("generated.title")}</strong> <span>{t("generated.text")}</span>
        </p>
      )}
      <div className="map-stage">
        <MapCanvas
          key={language}
          ref={handle}
          scene={scene}
          camera={() => parseAddress(location.hash).camera ?? null}
          events={{
            onVillage: (code) => dispatch({ type: "village", code }),
            onCamera: (camera) => {
              look();
              onCamera(camera);
            },
            onSpan: (id) => dispatch({ type: "span", id }),
            onObject: (chosen) =>
              workspace.way && (chosen?.table === "nodes" || chosen?.table === "spans")
                ? dispatch({ type: "stop", stop: { table: chosen.table, id: chosen.id } })
                : dispatch({ type: "object", object: chosen }),
            onDrawn: (task, line) => dispatch({ type: "drawn", task, line }),
          }}
        />
        {children}
        {workspace.asOf !== null && past === "far" && (
          <p className="past-far" role="status">
            {t("past.far")}
          </p>
        )}
        {project && (
          <Legend
            areaKinds={new Set(areas.map(({ kind }) => kind))}
            hasPlan={detail !== null}
            hasReused={detail?.reusedM !== undefined}
            hasLeftOut={(detail?.leftOut.length ?? 0) > 0}
            hasBasemap={basemap !== null}
            hasGrades={scene.fault?.grades != null}
          />
        )}
        <Credits credits={project?.credits ?? []} basemap={basemap} />
        {workspace.villageCode !== null && (
          <VillageCard
            village={village}
            path={path}
            detail={detail}
            counties={counties}
            onClose={() => dispatch({ type: "village", code: null })}
            onRetry={reload}
          />
        )}
        {workspace.spanId !== null && detail && (
          <SpanCard
            span={span.answer}
            plan={detail.plan}
            onClose={() => dispatch({ type: "span", id: null })}
            onRetry={span.reload}
          />
        )}
      </div>
      {workspace.room === "faults" && faults?.now.otdr?.curve && <OtdrBench />}
      {plant && (shownTrace ? <LineBench /> : workspace.room === "plant" && <SpliceBench />)}
    </section>
  );
}

/** Where the data come from, on one line; all of it on a click. */
function Credits({ credits, basemap }: { credits: readonly string[]; basemap: Basemap | null }) {
  const { t } = useSpeaker();
  const lines = [...credits, ...(basemap ? [basemap.credit] : []), "MapLibre"];
  return (
    <details className="credits">
      <summary>
        <span className="credits-title">{t("map.credits")}</span>{" "}
        <span className="credits-line">{lines.join(" · ")}</span>
      </summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** The chosen village and its path in the shown plan. A village that the plan leaves out has a null path. */
function useVillage({ project, detail }: ProjectData) {
  const { workspace } = useWorkspace();
  const { villageCode: code, edition } = workspace;
  const projectId = project?.id ?? "";
  const done = detail.value?.plan.state === "done" ? detail.value.plan.id : null;
  const found = useAnswer(project && code && `village ${projectId} ${code}`, edition, async (signal) => {
    return (await client.call(getVillage, { params: { projectId, code: code ?? "" }, signal })).village;
  });
  const traced = useAnswer(done && code && `path ${done} ${code}`, edition, async (signal) => {
    try {
      return (await client.call(getVillagePath, { params: { planId: done ?? "", code: code ?? "" }, signal })).path;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) return null;
      throw error;
    }
  });
  const reload = () => {
    found.reload();
    traced.reload();
  };
  return { village: found.answer, path: traced.answer, reload };
}

/** The chosen span of the shown plan. */
function useSpan({ detail }: ProjectData) {
  const { workspace } = useWorkspace();
  const { spanId, edition } = workspace;
  const done = detail.value?.plan.state === "done" ? detail.value.plan.id : null;
  return useAnswer(done && spanId && `span ${done} ${spanId}`, edition, async (signal) => {
    return (await client.call(getPlanSpan, { params: { planId: done ?? "", spanId: spanId ?? "" }, signal })).span;
  });
}

/** The shown trace as it lies on the map. */
function useTraceDrawing(handle: TraceHandle | null): TraceDrawing | null {
  const { t } = useSpeaker();
  const traced = handle?.answer.value;
  const { path = null, looked = null, chosen = null } = handle ?? {};
  return useMemo(() => {
    if (!traced) return null;
    return drawTrace(traced, path, looked ?? chosen, ([way, stop]) => {
      const found = traced.trace.ways[way];
      const end = found?.stops[stop];
      return end ? stopWords(traced.network, end, found.hops[end.hop], 1, t) : "";
    });
  }, [traced, path, looked, chosen, t]);
}

/** Looks at a project when it opens, unless the address said where to look. Answers the project that the map looks at. */
function useFirstFlight({ project }: ProjectData, address: Address): string | null {
  const { dispatch } = useWorkspace();
  const [seen, setSeen] = useState<string | null>(address.camera ? (address.project ?? null) : null);
  useEffect(() => {
    if (!project || project.id === seen) return;
    setSeen(project.id);
    if (project.extent) dispatch({ type: "fly", extent: project.extent });
  }, [project, seen, dispatch]);
  return project && project.id === seen ? seen : null;
}
