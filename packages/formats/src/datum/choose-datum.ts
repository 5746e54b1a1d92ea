import { type Datum, datums } from "@cuntong/geo";
import type { IssueLog } from "../file/issue-log.ts";
import type { ShiftFinding } from "./detect-shift.ts";

/** Which datum a file was read in, and why. */
export interface DatumFinding {
  readonly used: Datum;
  /** What the positions' surroundings point to, where they point anywhere. */
  readonly detected?: Datum;
  readonly evidence: readonly string[];
}

/** A datum as the user names it; `auto` takes what the file says, else what strong evidence says, else WGS 84. */
export type DatumChoice = Datum | "auto";

export function isDatumChoice(text: string): text is DatumChoice {
  return text === "auto" || datums.some((datum) => datum === text);
}

/**
 * Decides the datum of a file. A datum the user names is always used, and GCJ-02 or BD-09 where the file itself names it; a shift that the
 * surroundings show against that is reported (`DATUM_SUSPECT`) and not applied. Otherwise strong evidence is applied and reported: that a
 * file says WGS 84 means little, as programs write it into every file they export.
 */
export function chooseDatum(
  choice: DatumChoice,
  hint: Datum | undefined,
  findings: readonly ShiftFinding[],
  log: IssueLog,
): DatumFinding {
  const evidence = findings.flatMap((finding) => finding.evidence);
  const found =
    findings.find((finding) => finding.strength === "strong") ??
    findings.find((finding) => finding.strength === "weak");
  const named = choice !== "auto" ? choice : hint && !isSame(hint, "WGS84") ? hint : undefined;
  const used = named ?? (found?.strength === "strong" ? found.datum : (hint ?? "WGS84"));
  if (choice === "auto") reportUsed(used, hint, found, log);
  if (!found) return { used, evidence };
  reportSuspect(used, found, log);
  return { used, detected: found.datum, evidence };
}

function reportUsed(used: Datum, hint: Datum | undefined, found: ShiftFinding | undefined, log: IssueLog): void {
  if (used === hint) log.info("DATUM_NAMED", {}, `The file itself names ${hint}, which is used.`, { value: used });
  else if (!found) log.info("DATUM_ASSUMED", {}, "No datum is named or detected; WGS 84 is taken.", { value: used });
}

function reportSuspect(used: Datum, found: ShiftFinding, log: IssueLog): void {
  const applied = used === found.datum;
  const did = applied ? "and were converted from it" : `but were read as ${used}`;
  log.warning("DATUM_SUSPECT", {}, `The positions look like ${found.datum}, ${did} (${found.evidence.join("; ")}).`, {
    value: found.datum,
    suggestion: applied
      ? `Name the datum to be sure: ${found.datum}.`
      : `If that is so, read the file with datum ${found.datum}.`,
    params: { detected: found.datum, used, strength: found.strength },
  });
}

function isSame(a: Datum, b: Datum): boolean {
  const plain = (datum: Datum) => (datum === "CGCS2000" ? "WGS84" : datum);
  return plain(a) === plain(b);
}
