import type { Elevation, Extent, Line, MultiPolygon } from "@cuntong/geo";
import type { Corridors, PlantNode, Puts, Span, Village } from "@cuntong/network";

/** A county of the official list with its simplified shape. */
export interface County {
  /** Six digits. */
  readonly code: string;
  readonly name: string;
  /** Without tones and spaces, for search. */
  readonly pinyin: string;
  readonly geometry: MultiPolygon;
}

/** One reach of a generated river, drawn downstream. */
export interface River {
  readonly name?: string;
  readonly line: Line;
  readonly widthM: number;
}

/** A regular grid of posts over degrees: post `row * columns + column` stands at `west + column * step`, `north - row * step`. */
export interface Frame {
  readonly west: number;
  readonly north: number;
  /** Degrees between neighbouring posts, the same both ways. */
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
}

/** Heights of a {@link Frame}, in whole metres above the sea. */
export interface HeightGrid extends Frame {
  readonly heightM: Int16Array;
}

/** A demonstration: everything a plan and a map need. Generated from a seed, and to be shown as such. */
export interface Demo {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  readonly generated: true;
  /** To be shown with the map. */
  readonly credits: readonly string[];
  readonly extent: Extent;
  readonly counties: readonly County[];
  readonly rivers: readonly River[];
  readonly villages: readonly Village[];
  /** The existing plant: one connected tree whose root is the first node, the headend. */
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  /** The whole plant as built, those nodes, spans and villages included, where the demonstration has one. */
  readonly records?: Puts;
  readonly corridors: Corridors;
  readonly elevation: Elevation;
  /** What `elevation` reads, so that it can be saved. */
  readonly heights: HeightGrid;
}

/** Steps of the generation, in order, with a fraction 0..1 of the whole. */
export interface DemoProgress {
  readonly step: "terrain" | "settlements" | "roads" | "plant" | "corridors" | "done";
  readonly fraction: number;
}

export interface DemoOptions {
  readonly seed: number;
  readonly onProgress?: (progress: DemoProgress) => void;
}
