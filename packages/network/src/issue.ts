/** How much an issue matters: an `error` row is not taken, a `warning` row is taken and marked, an `info` says what was done. */
export type Severity = "error" | "warning" | "info";

/** Where in somebody's data an issue was found. Rows and features count from 1, as a person counts them. */
export interface IssuePlace {
  readonly file?: string;
  readonly layer?: string;
  /** Named part of a binary file. */
  readonly block?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly feature?: number;
  readonly field?: string;
  readonly lon?: number;
  readonly lat?: number;
  /** Byte offset in a binary file. */
  readonly offset?: number;
}

/**
 * One thing wrong in somebody's data (a finding). `code` is stable and documented in docs/issue-codes.md; `message` is English for
 * terminals and logs; a screen words the code itself from `params`.
 */
export interface Issue {
  readonly severity: Severity;
  readonly code: string;
  readonly place: IssuePlace;
  /** The value as found. */
  readonly value?: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** True when no issue is an error. */
export function isClean(issues: readonly Issue[]): boolean {
  return !issues.some((issue) => issue.severity === "error");
}

/** One line of text for a terminal: `error E:CODE file row 3 field lon: message`. */
export function formatIssue(issue: Issue): string {
  const { file, layer, block, sheet, row, feature, field, offset, lon, lat } = issue.place;
  const where = [
    file,
    layer && `layer ${layer}`,
    block && `block ${block}`,
    sheet && `sheet ${sheet}`,
    row !== undefined && `row ${row}`,
    feature !== undefined && `feature ${feature}`,
    field && `field ${field}`,
    offset !== undefined && `byte ${offset}`,
    lon !== undefined && lat !== undefined && `at ${lon.toFixed(6)},${lat.toFixed(6)}`,
  ].filter(Boolean);
  const tail = issue.suggestion ? `${/[.!?]$/.test(issue.message) ? "" : "."} ${issue.suggestion}` : "";
  return `${[issue.severity, issue.code, ...where].join(" ")}: ${issue.message}${tail}`;
}
