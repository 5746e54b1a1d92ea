import type { Area, DesignDrawing } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { PlantNode, Span, Support } from "@cuntong/network";
import type { LockKind } from "../draft/draft.ts";
import type { FaultDrawing } from "../faults/fault-drawing.ts";
import type { Language } from "../language/translate.ts";
import type { Place } from "../plant/object/place-of.ts";
import type { Room } from "../state/address.ts";
import type { Flight, Overlay, PenTask, Sketch } from "../state/workspace.ts";
import type { TraceDrawing } from "../trace/trace-place.ts";
import type { PenSubject } from "./pen-subject.ts";

/** What the legend can show and hide. */
export const legendGroups = [
  "unconnected",
  "villages",
  "grade-none",
  "grade-onePath",
  "grade-sharedRisk",
  "grade-twoDisjoint",
  "grade-dualHomed",
  "proposal",
  "reused",
  "unreachable",
  "leftOut",
  "spans",
  "planned",
  "nodes",
  "corridors",
  "rivers",
  "counties",
  "area-forbidden",
  "area-expensive",
  "area-soil",
  "area-forest",
  "area-permit",
  "basemap",
] as const;
export type LegendGroup = (typeof legendGroups)[number];

/** A county's label: where and what. */
export interface CountyLabel {
  readonly code: string;
  readonly name: string;
  readonly position: Position;
}

/** A village, by its place. */
export interface VillagePoint {
  readonly code: string;
  readonly name: string;
  readonly position: Position;
}

/** A village that a plan cannot reach, with the nearest place that could. */
export interface Gap extends VillagePoint {
  readonly nearest: Position;
}

/** One span of a highlighted path. */
export interface PathLine {
  readonly id: string;
  readonly support: Support;
  readonly line: readonly Position[];
}

/** A line that a plan must use or avoid, with its short id. */
export interface LockLine {
  readonly id: string;
  readonly kind: LockKind;
  readonly line: readonly Position[];
}

export interface Basemap {
  readonly kind: "raster" | "style";
  readonly url: string;
  readonly credit: string;
}

/** Spans and nodes as they were. */
export interface PastPlant {
  readonly spans: readonly Span[];
  readonly nodes: readonly PlantNode[];
}

/** A way for a cable that is being picked: its spans, its stops, and its metres in words where it ends. */
export interface WayDrawing {
  readonly lines: readonly (readonly Position[])[];
  readonly stops: readonly Position[];
  readonly end: { readonly at: Position; readonly text: string } | null;
}

/** Everything the map shows, as a plain value: the map is redrawn from it and from nothing else. */
export interface Scene {
  /** Origin of the tiles, e.g. `http://localhost:8080`. */
  readonly origin: string;
  readonly projectId: string | null;
  /** Changes when the project's data have changed, so that tiles are asked for again. */
  readonly edition: number;
  /** The plan whose proposal is drawn; null while there is none or it still runs. */
  readonly planId: string | null;
  readonly countyCode: string | null;
  readonly labels: readonly CountyLabel[];
  readonly areas: readonly Area[];
  readonly gaps: readonly Gap[];
  /** Villages that the plan could reach and leaves out. */
  readonly leftOut: readonly VillagePoint[];
  readonly village: { readonly code: string; readonly position: Position } | null;
  readonly path: readonly PathLine[];
  /** The chosen span of the proposal. */
  readonly span: PathLine | null;
  readonly overlay: Overlay | null;
  /** The open room: it decides what a click chooses. */
  readonly room: Room;
  /** Counts changes of the plant, so that its tiles are asked for again. */
  readonly plantTick: number;
  /** The chosen object of the plant, where it lies or lay. */
  readonly object: Place | null;
  /** What the open design makes, changes and removes. */
  readonly design: readonly DesignDrawing[];
  /** The trace that is shown. */
  readonly trace: TraceDrawing | null;
  /** The case that the NOC works on. */
  readonly fault: FaultDrawing | null;
  /** Drawn into the plant and not stored yet. */
  readonly sketch: Sketch | null;
  /** The way that is being picked: a click leads it on. */
  readonly way: WayDrawing | null;
  /** The plant in view as it was, in place of what stands now, while the past is looked at. */
  readonly past: PastPlant | null;
  readonly locks: readonly LockLine[];
  /** Codes of villages that must be connected, and that are left out. */
  readonly must: readonly string[];
  readonly forbid: readonly string[];
  readonly polygon: readonly Position[] | null;
  readonly pen: PenTask | null;
  /** What a pen that drags takes hold of. */
  readonly subject: PenSubject | null;
  readonly hidden: ReadonlySet<LegendGroup>;
  readonly basemap: Basemap | null;
  readonly flight: Flight | null;
  readonly language: Language;
}
