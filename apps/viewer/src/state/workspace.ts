import type { Position } from "@cuntong/geo";
import type { LegendGroup } from "../map/scene.ts";
import type { Address } from "./address.ts";

/** Where the map shall look next. `turn` tells two equal wishes apart. */
export type Flight =
  | { readonly turn: number; readonly extent: readonly [number, number, number, number] }
  | { readonly turn: number; readonly center: Position; readonly zoom: number };

/** What a person has chosen: everything on the screen follows from this and from what the API answers. */
export interface Workspace {
  readonly projectId: string | null;
  readonly planId: string | null;
  /** The form of a new plan is open in place of the shown plan. */
  readonly planning: boolean;
  readonly villageCode: string | null;
  readonly countyCode: string | null;
  readonly tab: "plan" | "data";
  readonly hidden: ReadonlySet<LegendGroup>;
  readonly drawing: boolean;
  /** Ring drawn for the next plan, first position not repeated. */
  readonly polygon: readonly Position[] | null;
  readonly flight: Flight | null;
  /** Counts what was taken into the store from this page: answers and tiles are asked for again. */
  readonly edition: number;
}

export type WorkspaceAction =
  | { readonly type: "project"; readonly projectId: string | null }
  | { readonly type: "plan"; readonly planId: string | null }
  | { readonly type: "planning"; readonly open: boolean }
  | { readonly type: "village"; readonly code: string | null }
  | { readonly type: "county"; readonly code: string | null }
  | { readonly type: "tab"; readonly tab: Workspace["tab"] }
  | { readonly type: "toggle"; readonly group: LegendGroup }
  | { readonly type: "draw"; readonly on: boolean }
  | { readonly type: "polygon"; readonly ring: readonly Position[] | null }
  | { readonly type: "fly"; readonly extent: readonly [number, number, number, number] }
  | { readonly type: "flyTo"; readonly center: Position; readonly zoom: number }
  | { readonly type: "stored" };

/** The workspace that an address opens. */
export function openWorkspace(address: Address): Workspace {
  return {
    projectId: address.project ?? null,
    planId: address.plan ?? null,
    planning: false,
    villageCode: address.village ?? null,
    countyCode: address.county ?? null,
    tab: "plan",
    hidden: new Set(["nodes"]),
    drawing: false,
    polygon: null,
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
      return { ...state, planId: action.planId, planning: false, villageCode: null, drawing: false, polygon: null };
    case "planning":
      return { ...state, planning: action.open, villageCode: null, drawing: false, polygon: null };
    case "village":
      return { ...state, villageCode: action.code };
    case "county":
      return { ...state, countyCode: action.code };
    case "tab":
      return { ...state, tab: action.tab, drawing: false };
    case "toggle":
      return { ...state, hidden: toggled(state.hidden, action.group) };
    case "draw":
      return { ...state, drawing: action.on, polygon: action.on ? null : state.polygon };
    case "polygon":
      return { ...state, drawing: false, polygon: action.ring };
    case "fly":
      return { ...state, flight: { turn: nextTurn(state), extent: action.extent } };
    case "flyTo":
      return { ...state, flight: { turn: nextTurn(state), center: action.center, zoom: action.zoom } };
    case "stored":
      return { ...state, edition: state.edition + 1 };
  }
}

/** What stays when another project opens. */
function kept(state: Workspace): Pick<Workspace, "hidden" | "tab" | "edition" | "flight"> {
  return { hidden: state.hidden, tab: state.tab, edition: state.edition, flight: state.flight };
}

function nextTurn(state: Workspace): number {
  return (state.flight?.turn ?? 0) + 1;
}

function toggled(groups: ReadonlySet<LegendGroup>, group: LegendGroup): ReadonlySet<LegendGroup> {
  const next = new Set(groups);
  if (!next.delete(group)) next.add(group);
  return next;
}
