import { formatIssue, type Issue } from "@cuntong/network";

/** How many issues of one code are listed before the rest is only counted. */
const listedPerCode = 50;

/** One line per issue on stderr; many of one code are listed up to fifty and then counted, so that none hides another. */
export function printIssues(issues: readonly Issue[]): void {
  const byCode = Map.groupBy(issues, (issue) => issue.code);
  for (const [code, group] of byCode) {
    for (const issue of group.slice(0, listedPerCode)) process.stderr.write(`${formatIssue(issue)}\n`);
    const more = group.length - listedPerCode;
    if (more > 0) process.stderr.write(`${group[0]!.severity} ${code}: ${more} more\n`);
  }
}

/** Milliseconds between two lines of the same step where stderr is no terminal. */
const lineEveryMs = 2_000;

/** Shows steps on stderr: rewrites its line on a terminal; elsewhere prints a line per step, and now and then one with what is known. */
export function createProgress(): { show(step: string, fraction?: number, detail?: string): void; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = "";
  let shownMs = 0;
  return {
    show(step, fraction, detail = "") {
      if (isTerminal) {
        const percent = fraction === undefined ? "" : ` ${Math.round(fraction * 100)} %`;
        process.stderr.write(`\r\x1b[K  ${step}${percent} ${detail}`);
      } else if (step !== shown || (detail !== "" && performance.now() - shownMs > lineEveryMs)) {
        process.stderr.write(`  ${step} … ${detail}`.trimEnd().concat("\n"));
        shownMs = performance.now();
      }
      shown = step;
    },
    end() {
      if (isTerminal && shown !== "") process.stderr.write("\r\x1b[K");
      shown = "";
    },
  };
}

/** `1,234.5 km`. */
export function formatKm(lengthM: number): string {
  return `${(lengthM / 1000).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} km`;
}

/** `1,234,567.89 yuan`. */
export function formatYuan(fen: number): string {
  return `${(fen / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} yuan`;
}
