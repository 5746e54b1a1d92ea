import type { Issue, IssuePlace, Severity } from "@cuntong/network";
import { defaultLimits } from "./limits.ts";

/** What may come with an issue beside its code and message. */
export interface IssueDetail {
  readonly value?: unknown;
  readonly suggestion?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Longest value that an issue quotes; a hostile cell may hold megabytes. */
const maxValueLength = 120;

/** Collects the issues of one file, in order, with the file's name in every place; beyond `maxIssues` they are only counted. */
export class IssueLog {
  readonly #file: string;
  readonly #maxIssues: number;
  readonly #issues: Issue[] = [];
  readonly #left: Record<Severity, number> = { error: 0, warning: 0, info: 0 };

  constructor(file: string, maxIssues = defaultLimits.maxIssues) {
    this.#file = file;
    this.#maxIssues = maxIssues;
  }

  error(code: string, place: IssuePlace, message: string, detail: IssueDetail = {}): void {
    this.#add("error", code, place, message, detail);
  }

  warning(code: string, place: IssuePlace, message: string, detail: IssueDetail = {}): void {
    this.#add("warning", code, place, message, detail);
  }

  info(code: string, place: IssuePlace, message: string, detail: IssueDetail = {}): void {
    this.#add("info", code, place, message, detail);
  }

  /** True when nothing of this severity was found. */
  isEmpty(severity: Severity): boolean {
    return this.#left[severity] === 0 && !this.#issues.some((issue) => issue.severity === severity);
  }

  /** Everything found, what concerns the whole file first, then by row or feature, with one line that counts what was left off. */
  list(): Issue[] {
    this.#issues.sort((a, b) => rank(a) - rank(b));
    const left = this.#left.error + this.#left.warning + this.#left.info;
    if (left === 0) return [...this.#issues];
    const message = `${left} more issues are not listed: ${this.#left.error} errors, ${this.#left.warning} warnings, ${this.#left.info} notes.`;
    const severity = this.#left.error > 0 ? "error" : "warning";
    return [
      ...this.#issues,
      { severity, code: "ISSUES_TRUNCATED", place: { file: this.#file }, message, params: { ...this.#left } },
    ];
  }

  #add(severity: Severity, code: string, place: IssuePlace, message: string, detail: IssueDetail): void {
    // What concerns the whole file is kept longer: it often explains the rest.
    const room = place.row === undefined && place.feature === undefined ? this.#maxIssues * 2 : this.#maxIssues;
    if (this.#issues.length >= room) {
      this.#left[severity]++;
      return;
    }
    this.#issues.push({
      severity,
      code,
      place: { file: this.#file, ...place },
      ...(detail.value === undefined ? {} : { value: quote(detail.value) }),
      message,
      ...(detail.suggestion === undefined ? {} : { suggestion: detail.suggestion }),
      ...(detail.params === undefined ? {} : { params: detail.params }),
    });
  }
}

function rank({ place }: Issue): number {
  return place.row ?? place.feature ?? 0;
}

/** A value as found, short enough to print. */
function quote(value: unknown): string {
  const text = typeof value === "string" ? value : String(value);
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}
