import type { Datum, ImportKind } from "@cuntong/contract";
import type { CorridorFile } from "@cuntong/db";
import type { CountyShape } from "@cuntong/formats";
import type { Extent } from "@cuntong/geo";
import type { Area, Issue, PlantNode, PriceBook, Span, Village } from "@cuntong/network";
import type { z } from "zod";

/** What the reading thread is told. */
export interface ReadTask {
  readonly kind: ImportKind;
  readonly path: string;
  readonly fileName: string;
  readonly datum: z.infer<typeof Datum>;
  /** Where a frozen corridor file goes. */
  readonly outPath: string;
  /** The project's corridors: their vertices are known to be WGS 84. */
  readonly referenceFile?: string;
  readonly counties: readonly CountyShape[];
}

/** The good records of a file. Corridors and elevation are files themselves. */
export type ReadRecords =
  | { readonly kind: "villages"; readonly villages: readonly Village[]; readonly credits: readonly string[] }
  | { readonly kind: "plant"; readonly nodes: readonly PlantNode[]; readonly spans: readonly Span[] }
  | {
      readonly kind: "corridors";
      readonly record: Omit<CorridorFile, "file">;
      readonly extent: Extent | null;
      readonly credits: readonly string[];
    }
  | { readonly kind: "elevation"; readonly tiles: number }
  | { readonly kind: "prices"; readonly priceBook: PriceBook }
  | { readonly kind: "areas"; readonly areas: readonly Area[] };

/** What it says back: the report, and the good records. */
export interface ReadAnswer {
  readonly records: ReadRecords;
  readonly issues: readonly Issue[];
  readonly rows: number;
  readonly good: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly datumUsed: Exclude<z.infer<typeof Datum>, "auto"> | null;
}
