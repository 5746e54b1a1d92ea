/** What a reader takes at most before it says no. A file from outside is hostile until it is parsed. */
export interface Limits {
  /** Bytes of the file, and of everything a zip in it unpacks to. */
  readonly maxBytes: number;
  /** Rows of a table. */
  readonly maxRows: number;
  /** Features of a geographic file, all layers together. */
  readonly maxFeatures: number;
  /** Positions of all lines of a geographic file. */
  readonly maxPositions: number;
  /** Entries of a zip. */
  readonly maxZipEntries: number;
  /** Unpacked size over packed size of one zip entry above 1 MB. */
  readonly maxZipRatio: number;
  /** Depth of XML elements. */
  readonly maxXmlDepth: number;
  /** Issues kept in full; the rest are counted. */
  readonly maxIssues: number;
}

/** The limits a reader uses unless told otherwise. */
export const defaultLimits: Limits = {
  maxBytes: 400_000_000,
  maxRows: 1_000_000,
  maxFeatures: 3_000_000,
  maxPositions: 30_000_000,
  maxZipEntries: 2_000,
  maxZipRatio: 250,
  maxXmlDepth: 64,
  maxIssues: 5_000,
};
