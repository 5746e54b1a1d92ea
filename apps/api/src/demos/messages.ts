import type { County, River } from "@cuntong/db";
import type { Extent } from "@cuntong/geo";
import type { PlantNode, Puts, Span, Village } from "@cuntong/network";
import type { DemoId, OsmFiles } from "./catalogue.ts";

/** What the demonstration thread is told. */
export interface DemoTask {
  readonly id: DemoId | "small";
  readonly seed: number;
  /** Folder of the data; the thread puts its files there. */
  readonly dataFolder: string;
  readonly osm?: OsmFiles;
}

/** A demonstration as data; its corridors and elevation lie in the data folder already. */
export interface DemoData {
  readonly name: string;
  readonly nameZh: string;
  readonly generated: boolean;
  readonly credits: readonly string[];
  readonly extent: Extent;
  readonly counties: readonly County[];
  readonly rivers: readonly River[];
  readonly villages: readonly Village[];
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  /** The whole plant as built, where there is one. */
  readonly records?: Puts;
  readonly corridors: { file: string; sha256: string; vertices: number; edges: number; barriers: number };
  readonly elevation: { files: { file: string; sha256: string }[] };
}

/** A step of loading, with the fraction 0..1 of the whole. */
export interface DemoProgress {
  readonly step: string;
  readonly fraction: number;
}

export type DemoMessage =
  | { readonly kind: "progress"; readonly progress: DemoProgress }
  | { readonly kind: "data"; readonly data: DemoData };
