import { type Import as ImportAnswer, ImportKind, Issue } from "@cuntong/contract";
import type { Import } from "@cuntong/db";
import { writeCsv } from "@cuntong/formats";
import type { Issue as NetworkIssue } from "@cuntong/network";
import { z } from "zod";
import type { Frozen } from "../http/mount.ts";

/** Issues answered with an import; the rest is in its CSV. */
export const issuesShown = 1_000;

/** What the store keeps of an import's reading. */
export const Report = z.object({
  sizeBytes: z.number(),
  sha256: z.string(),
  rows: z.number(),
  good: z.number(),
  counts: z.record(z.string(), z.number()),
  datumUsed: z.enum(["WGS84", "CGCS2000", "GCJ02", "BD09"]).nullable(),
  issues: z.array(Issue),
});
export type Report = z.infer<typeof Report>;

/** An import of the store as the API answers it. */
export function importAnswer({
  id,
  projectId,
  kind,
  fileName,
  state,
  report,
  createdAt,
}: Import): Frozen<ImportAnswer> {
  const { issues, ...facts } = Report.parse(report);
  return {
    ...{ id, projectId, fileName, createdAt, ...facts },
    kind: ImportKind.parse(kind),
    state: state === "staged" ? "checked" : state,
    issues: issues.slice(0, issuesShown),
    issueCount: issues.length,
  };
}

/** Every issue as CSV (UTF-8 with BOM), one line each. */
export function reportCsv({ report }: Import): Uint8Array {
  const { issues } = Report.parse(report);
  const place = (key: keyof NetworkIssue["place"]) => ({
    header: key,
    value: (issue: Report["issues"][number]) => issue.place[key],
  });
  return writeCsv(
    [
      { header: "severity", value: ({ severity }) => severity },
      { header: "code", value: ({ code }) => code },
      ...(["file", "layer", "block", "sheet", "row", "feature", "field", "lon", "lat", "offset"] as const).map(place),
      { header: "value", value: ({ value }) => value },
      { header: "message", value: ({ message }) => message },
      { header: "suggestion", value: ({ suggestion }) => suggestion },
    ],
    issues,
  );
}
