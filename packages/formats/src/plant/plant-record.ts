import type { Position } from "@cuntong/geo";
import type { IssuePlace } from "@cuntong/network";

/** A node as a file has it; words are not yet understood, the position is in the file's datum. */
export interface NodeRecord {
  readonly place: IssuePlace;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Words for its kind, the first understood one counts. */
  readonly kinds: readonly string[];
  readonly status: string;
  readonly position: Position | undefined;
}

/** A span as a file has it. */
export interface SpanRecord {
  readonly place: IssuePlace;
  readonly id: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Words for its support, the first understood one counts. */
  readonly supports: readonly string[];
  readonly status: string;
  readonly line: readonly Position[] | undefined;
  /** Lines beside the first; a span has one. */
  readonly otherLines: number;
  /** OFDS: kilometres of cable. */
  readonly fibreLengthKm: number | undefined;
  /** False where the medium is named and none of it is fibre. */
  readonly isFibre: boolean;
}

export interface PlantRecords {
  readonly nodes: readonly NodeRecord[];
  readonly spans: readonly SpanRecord[];
}
