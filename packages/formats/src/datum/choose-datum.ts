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
 * Decides the datum of a file. A named datum (by the user, else by the file itself) is always used; a shift that the surroundings show
 * against it is reported (`DATUM_SUSPECT`) and not applied. With `auto` and nothing named, strong evidence is applied and reported.
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
  const named = choice === "auto" ? hint : choice;
  if (choice === "auto" && hint) {
    log.info("DATUM_NAMED", {}, `The file itself names ${hint}, which is used.`, { value: hint });
  }
  if (!found) {
    const used = named ?? "WGS84";
    if (named === undefined)
      log.info("DATUM_ASSUMED", {}, "No datum is named or detected; WGS 84 is taken.", { value: used });
    return { used, evidence };
  }
  const used = named ?? (found.strength === "strong" ? found.datum : "WGS84");
  if (!isSame(used, found.datum) || named === undefined) reportSuspect(used, found, log);
  return { used, detected: found.datum, evidence };
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
