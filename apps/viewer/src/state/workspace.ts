import type { Plan } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { PlantStatus, Ref, RouteStop } from "@cuntong/network";
import {
  type Draft,
  draftOf,
  emptyDraft,
  type LockKind,
  lockCount,
  type VillageLock,
  withLine,
  withoutLine,
  withVillage,
} from "../draft/draft.ts";
import type { LegendGroup } from "../map/scene.ts";
import type { Address, Room } from "./address.ts";

/** Where the map shall look next. `turn` tells two equal wishes apart. */
export type Flight =
  | { readonly turn: number; readonly extent: readonly [number, number, number, number] }
  | { readonly turn: number; readonly center: Position; readonly zoom: number };

/**
 * What the pen draws into the plant: a new node or span, the place where the chosen span is split, or what is there and is dragged: the
 * line of the chosen span, the chosen node.
 */
const plantPens = ["node", "span", "split", "reshape", "move"] as const;
export type PlantPen = (typeof plantPens)[number];

/** What the pen on the map draws: the polygon of the next plan, a line that it must use or avoid, a road that is asked about, or plant. */
export type PenTask = "polygon" | "road" | LockKind | PlantPen;

/** What was drawn into the plant and is not stored yet. */
export interface Sketch {
  readonly task: PlantPen;
  readonly line: readonly Position[];
}

/** A way for a cable that is being picked on the map, over spans that are there. */
export interface Way {
  /** The cable that is led anew; null of a new one. */
  readonly cableId: string | null;
  /** What it passes, in this order. */
  readonly stops: readonly RouteStop[];
  /** Where it comes to after all stops; null where the last stop is its end. */
  readonly end: RouteStop | null;
  /** What the cable is to be: one that is built lies on what stands. */
  readonly status: PlantStatus;
  /** Counts what was picked and put away, so that the route is asked for again. */
  readonly turn: number;
}

/** Lines that are shown beside the proposal: another way for a part of it, or what only one of two plans builds. */
export interface Overlay {
  readonly kind: "way" | "compare";
  /** What is not in the shown plan. */
  readonly other: readonly (readonly Position[])[];
  /** What only the shown plan has. */
  readonly own: readonly (readonly Position[])[];
}

/** What a person has chosen: everything on the screen follows from this and from what the API answers. */
export interface Workspace {
  readonly projectId: string | null;
  readonly planId: string | null;
  /** The form of a new plan is open in place of the shown plan. */
  readonly planning: boolean;
  /** The plan whose change the shown plan is: what differs is shown. */
  readonly beforeId: string | null;
  readonly draft: Draft;
  readonly villageCode: string | null;
  /** The chosen span of the shown plan. */
  readonly spanId: string | null;
  readonly overlay: Overlay | null;
  /** The road about which is asked why the shown plan does not use it. */
  readonly road: readonly Position[] | null;
  readonly countyCode: string | null;
  readonly room: Room;
  /** The chosen object of the plant. */
  readonly object: Ref | null;
  /** The past that is looked at, a revision or an instant; null is now. */
  readonly asOf: string | null;
  readonly sketch: Sketch | null;
  readonly way: Way | null;
  /** The wide drawing of the chosen object lies open under the map. */
  readonly wide: boolean;
  /** Where the shown trace starts. */
  readonly trace: string | null;
  /** The design that is shown. */
  readonly design: string | null;
  /** The incident that is open. */
  readonly incident: string | null;
  readonly hidden: ReadonlySet<LegendGroup>;
  readonly pen: PenTask | null;
  readonly flight: Flight | null;
  /** Counts what was taken into the store from this page: answers and tiles are asked for again. */
  readonly edition: number;
}

export type WorkspaceAction =
  | { readonly type: "project"; readonly projectId: string | null }
  | { readonly type: "plan"; readonly planId: string | null }
  /** The plan that was asked for has begun. */
  | { readonly type: "started"; readonly planId: string; readonly beforeId?: string }
  | { readonly type: "planning"; readonly open: boolean }
  /** Opens the form with what a plan was asked for. */
  | { readonly type: "revise"; readonly plan: Plan }
  | { readonly type: "draft"; readonly change: Partial<Draft> }
  /** Locks for the next plan, which changes the shown one where there is one. */
  | {
      readonly type: "lockLine";
      readonly kind: LockKind;
      readonly line: readonly Position[];
      readonly shown: Plan | null;
    }
  | { readonly type: "unlockLine"; readonly kind: LockKind; readonly id: string }
  | {
      readonly type: "lockVillage";
      readonly code: string;
      readonly lock: VillageLock | null;
      readonly shown: Plan | null;
    }
  | { readonly type: "dropDraft" }
  | { readonly type: "village"; readonly code: string | null }
  | { readonly type: "span"; readonly id: string | null }
  | { readonly type: "overlay"; readonly overlay: Overlay | null }
  | { readonly type: "county"; readonly code: string | null }
  | { readonly type: "room"; readonly room: Room }
  /** Chooses an object of the plant and opens its room. */
  | { readonly type: "object"; readonly object: Ref | null }
  /** Goes where the browser's Back or Forward leads: a room, an object, a past, a trace. */
  | { readonly type: "visit"; readonly address: Address }
  /** Begins, changes or puts away a way for a cable. */
  | { readonly type: "way"; readonly way: Omit<Way, "turn"> | null }
  /** Leads the way on to a node or span. */
  | { readonly type: "stop"; readonly stop: RouteStop }
  /** Puts away what was drawn or picked for the plant. */
  | { readonly type: "dropSketch" }
  | { readonly type: "wide"; readonly open: boolean }
  | { readonly type: "asOf"; readonly asOf: string | null }
  | { readonly type: "trace"; readonly trace: string | null }
  | { readonly type: "design"; readonly design: string | null }
  | { readonly type: "incident"; readonly id: string | null }
  | { readonly type: "toggle"; readonly group: LegendGroup }
  | { readonly type: "pen"; readonly task: PenTask | null }
  | { readonly type: "drawn"; readonly task: PenTask; readonly line: readonly Position[] }
  | { readonly type: "fly"; readonly extent: readonly [number, number, number, number] }
  | { readonly type: "flyTo"; readonly center: Position; readonly zoom: number }
  | { readonly type: "stored" };

/** The workspace that an address opens. */
export function openWorkspace(address: Address): Workspace {
  return {
    projectId: address.project ?? null,
    planId: address.plan ?? null,
    planning: false,
    beforeId: null,
    draft: emptyDraft,
    spanId: null,
    overlay: null,
    road: null,
    villageCode: address.village ?? null,
    countyCode: address.county ?? null,
    room: address.room ?? "plan",
    object: address.object ?? null,
    asOf: address.asOf ?? null,
    ...{ sketch: null, way: null },
    wide: false,
    trace: address.trace ?? null,
    design: address.design ?? null,
    incident: address.incident ?? null,
    hidden: new Set(address.room === "plant" ? [] : ["nodes"]),
    pen: null,
    flight: null,
    edition: 0,
  };
}

export function reduceWorkspace(state: Workspace, action: WorkspaceAction): Workspace {
  switch (action.type) {
    case "project":
      return action.projectId === state.projectId
        ? state
        : { ...openWorkspace({}), ...kept(state), projectId: action.projectId };
    case "plan":
      return { ...onlyPlan(state, action.planId), beforeId: null };
    case "started":
      return { ...onlyPlan(state, action.planId), beforeId: action.beforeId ?? state.draft.from, draft: emptyDraft };
    case "planning":
      return { ...state, ...nothingChosen, planning: action.open, draft: action.open ? newDraft(state) : state.draft };
    case "revise":
      return revised(state, action.plan);
    case "draft":
      return { ...state, draft: { ...state.draft, ...action.change } };
    case "lockLine":
      return { ...state, draft: withLine(basedOn(state.draft, action.shown), action.kind, action.line) };
    case "unlockLine":
      return { ...state, draft: withoutLine(state.draft, action.kind, action.id) };
    case "lockVillage":
      return { ...state, draft: withVillage(basedOn(state.draft, action.shown), action.code, action.lock) };
    case "dropDraft":
      return { ...state, draft: emptyDraft };
    case "village":
      return { ...state, ...nothingChosen, pen: state.pen, villageCode: action.code };
    case "span":
      return { ...state, ...nothingChosen, spanId: action.id };
    case "overlay":
      return { ...state, overlay: action.overlay };
    case "county":
      return { ...state, countyCode: action.code };
    case "room":
      return entered(state, action.room);
    case "object":
      return { ...entered(state, "plant"), object: action.object, trace: null, sketch: null, pen: null };
    case "visit": {
      const {
        room = "plan",
        object = null,
        asOf = null,
        trace = null,
        design = null,
        incident = null,
      } = action.address;
      const next = { ...entered(state, room), object, asOf, trace, design, incident, sketch: null };
      // A way goes on over the objects that are looked at between.
      return asOf === null && trace === null && design === state.design ? next : { ...next, way: null };
    }
    case "way":
      return {
        ...state,
        ...{ pen: null, sketch: null },
        way: action.way && { ...action.way, turn: (state.way?.turn ?? 0) + 1 },
      };
    case "stop":
      return { ...state, way: state.way && ledOn(state.way, action.stop) };
    case "dropSketch":
      return { ...state, sketch: null, way: null, pen: null };
    case "wide":
      return { ...state, wide: action.open };
    case "asOf":
      return { ...state, asOf: action.asOf, sketch: null, way: null, pen: null };
    case "trace":
      return {
        // The NOC's room shows a trace beside its own.
        ...entered(state, action.trace === null || state.room === "faults" ? state.room : "plant"),
        trace: action.trace,
        ...{ sketch: null, way: null, pen: null },
      };
    case "design":
      return {
        ...entered(state, action.design === null ? state.room : "plant"),
        ...{ design: action.design, object: null, trace: null, sketch: null, way: null, pen: null },
      };
    case "incident":
      return { ...entered(state, "faults"), incident: action.id };
    case "toggle":
      return { ...state, hidden: toggled(state.hidden, action.group) };
    case "pen":
      return {
        ...state,
        pen: action.task,
        ...{ sketch: null, way: null },
        ...(action.task === "road" ? { road: null, overlay: null } : {}),
        draft: action.task === "polygon" ? { ...state.draft, polygon: null } : state.draft,
      };
    case "drawn":
      return drawn(state, action.task, action.line);
    case "fly":
      return { ...state, flight: { turn: nextTurn(state), extent: action.extent } };
    case "flyTo":
      return { ...state, flight: { turn: nextTurn(state), center: action.center, zoom: action.zoom } };
    case "stored":
      return { ...state, edition: state.edition + 1 };
  }
}

/** A room is entered with the pen laid down; the plant's shows its poles and closures. */
function entered(state: Workspace, room: Room): Workspace {
  if (room === state.room) return state;
  const hidden = new Set(state.hidden);
  if (room === "plant") hidden.delete("nodes");
  return { ...state, ...(room === "plant" ? nothingChosen : {}), room, hidden, pen: null, way: null };
}

/** One stop more, unless it is where the way is already. */
function ledOn(way: Way, stop: RouteStop): Way {
  const last = way.stops[way.stops.length - 1];
  if (last?.table === stop.table && last.id === stop.id) return way;
  return { ...way, stops: [...way.stops, stop], turn: way.turn + 1 };
}

const nothingChosen = { villageCode: null, spanId: null, overlay: null, road: null, pen: null } as const;

function onlyPlan(state: Workspace, planId: string | null): Workspace {
  return { ...state, ...nothingChosen, planId, planning: false };
}

/** An unfinished plan of its own is gone on with; one that changes another plan is put aside. */
function newDraft({ draft, countyCode }: Workspace): Draft {
  if (draft.from === null && draft !== emptyDraft) return draft;
  return { ...emptyDraft, choice: countyCode === null ? "all" : "county" };
}

function revised(state: Workspace, plan: Plan): Workspace {
  const { villages } = plan.request;
  const countyCode = villages.select === "county" ? villages.countyCode : state.countyCode;
  return { ...state, ...nothingChosen, planning: true, countyCode, draft: basedOn(state.draft, plan) };
}

/** The draft as a change of the shown plan; one that has locks already goes on as it is. */
function basedOn(draft: Draft, shown: Plan | null): Draft {
  if (shown === null || draft.from === shown.id || (draft.from === null && lockCount(draft) > 0)) return draft;
  return draftOf(shown);
}

function isPlantPen(task: PenTask): task is PlantPen {
  return (plantPens as readonly PenTask[]).includes(task);
}

function drawn(state: Workspace, task: PenTask, line: readonly Position[]): Workspace {
  if (task === "road") return { ...state, pen: null, road: line };
  // What is dragged can be dragged on.
  if (task === "reshape" || task === "move") return { ...state, sketch: { task, line } };
  if (isPlantPen(task)) return { ...state, pen: null, sketch: { task, line } };
  const { draft } = state;
  return { ...state, pen: null, draft: task === "polygon" ? { ...draft, polygon: line } : withLine(draft, task, line) };
}

/** What stays when another project opens. */
function kept(state: Workspace): Pick<Workspace, "hidden" | "room" | "edition" | "flight"> {
  return { hidden: state.hidden, room: state.room, edition: state.edition, flight: state.flight };
}

function nextTurn(state: Workspace): number {
  return (state.flight?.turn ?? 0) + 1;
}

function toggled(groups: ReadonlySet<LegendGroup>, group: LegendGroup): ReadonlySet<LegendGroup> {
  const next = new Set(groups);
  if (!next.delete(group)) next.add(group);
  return next;
}
