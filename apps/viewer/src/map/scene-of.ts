import type { Area, County, DesignDrawing, PlanDetail, PlanSpan, Village, VillagePath } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { type Draft, draftOf, lockCount } from "../draft/draft.ts";
import type { FaultDrawing } from "../faults/fault-drawing.ts";
import type { Language } from "../language/translate.ts";
import type { Place } from "../plant/object/place-of.ts";
import type { Workspace } from "../state/workspace.ts";
import type { TraceDrawing } from "../trace/trace-place.ts";
import type { PenSubject } from "./pen-subject.ts";
import type { Basemap, CountyLabel, LockLine, PastPlant, Scene, WayDrawing } from "./scene.ts";

/** What is known when the map is drawn. */
export interface Known {
  readonly origin: string;
  readonly workspace: Workspace;
  /** The project to draw; null until the map looks at it. */
  readonly projectId: string | null;
  readonly counties: readonly County[];
  readonly areas: readonly Area[];
  /** The finished plan that is shown. */
  readonly detail: PlanDetail | null;
  readonly village: Village | undefined;
  readonly path: VillagePath | null | undefined;
  readonly span: PlanSpan | undefined;
  /** Where the chosen object of the plant lies. */
  readonly object: Place | null;
  readonly design: readonly DesignDrawing[];
  readonly trace: TraceDrawing | null;
  readonly fault: FaultDrawing | null;
  readonly plantTick: number;
  readonly way: WayDrawing | null;
  readonly subject: PenSubject | null;
  /** The plant in view as it was; undefined until it is known. */
  readonly past: PastPlant | undefined;
  readonly basemap: Basemap | null;
  readonly language: Language;
}

/** The scene of what is chosen and known. While a new plan is asked for, no proposal is drawn: the form speaks of what is unconnected. */
export function sceneOf({
  origin,
  workspace,
  projectId,
  counties,
  areas,
  detail,
  village,
  path,
  span,
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
}: Known): Scene {
  // The plant's room shows what stands and is planned in it; the proposal is the plan room's.
  const shown = workspace.planning || workspace.room === "plant" || workspace.room === "faults" ? null : detail;
  const draft = drawnDraft(workspace, shown);
  const chosen = village && village.code === workspace.villageCode ? village : null;
  return {
    origin,
    projectId,
    edition: workspace.edition,
    planId: shown?.plan.id ?? null,
    countyCode: workspace.countyCode,
    labels: counties.map(countyLabel),
    areas,
    gaps: shown?.unreachable.map(({ code, name, position, nearest }) => ({ code, name, position, nearest })) ?? [],
    leftOut: shown?.leftOut.map(({ code, name, position }) => ({ code, name, position })) ?? [],
    village: chosen && { code: chosen.code, position: chosen.position },
    path: shown && chosen && path ? path.spans.map(({ id, support, line }) => ({ id, support, line })) : [],
    span:
      shown && span && span.id === workspace.spanId ? { id: span.id, support: span.support, line: span.line } : null,
    overlay: shown && workspace.overlay,
    // A trace takes the place of the object that it was begun from.
    ...{
      room: workspace.room,
      object: trace ? null : object,
      trace,
      design: workspace.room === "plant" ? design : [],
      fault: workspace.room === "faults" ? fault : null,
      plantTick,
      sketch: workspace.sketch,
      way: workspace.way && (way ?? emptyWay),
      past: workspace.asOf === null ? null : (past ?? noPast),
    },
    locks: [...locksOf(draft), ...(shown && workspace.road ? [askedRoad(workspace.road)] : [])],
    ...{ must: draft.must, forbid: draft.forbid },
    polygon: workspace.planning && draft.choice === "polygon" ? draft.polygon : null,
    pen: workspace.pen,
    subject,
    hidden: workspace.hidden,
    basemap,
    flight: workspace.flight,
    language,
  };
}

/** The locks to draw: of the plan that is being asked for, else those that the shown plan was made with. */
function drawnDraft({ planning, draft }: Workspace, shown: PlanDetail | null): Draft {
  return planning || !shown || lockCount(draft) > 0 ? draft : draftOf(shown.plan);
}

const emptyWay: WayDrawing = { lines: [], stops: [], end: null };
const noPast: PastPlant = { spans: [], nodes: [] };

function locksOf(draft: Draft): LockLine[] {
  return (["use", "avoid"] as const).flatMap((kind) => draft[kind].map(({ id, line }) => ({ id, kind, line })));
}

/** A road that is asked about, drawn as one that a plan must use, but without a name. */
function askedRoad(line: readonly Position[]): LockLine {
  return { id: "", kind: "use", line };
}

function countyLabel({ code, name, extent, labelPosition }: County): CountyLabel {
  const [west, south, east, north] = extent;
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  return { code, name, position: labelPosition ?? middle };
}
