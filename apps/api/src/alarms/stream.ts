import * as contract from "@cuntong/contract";
import type { AlarmWord } from "@cuntong/db";
import type { Issue } from "@cuntong/network";
import { limited } from "../http/body.ts";
import { isStorable } from "../storable.ts";
import type { AlarmIntake, Taken } from "./intake.ts";

/** Bytes of one line, and lines that are written together. */
const longestLine = 65_536;
const batchLines = 1_000;
const issuesShown = 100;

/** What became of a stream of words on alarms. */
interface StreamTaken extends Taken {
  readonly lines: number;
  readonly bad: number;
  readonly issues: readonly Issue[];
}

/** Takes a stream of words, one on each line (NDJSON): good lines are stored as they come, bad ones are counted and told. */
export async function takeStream(
  intake: AlarmIntake,
  projectId: string,
  request: Request,
  limitBytes: number,
): Promise<StreamTaken> {
  const sum = { lines: 0, bad: 0, fresh: 0, changed: 0, repeated: 0, unmatched: 0 };
  const issues: Issue[] = [];
  let batch: AlarmWord[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    const taken = await intake.take(projectId, batch);
    batch = [];
    for (const kind of ["fresh", "changed", "repeated", "unmatched"] as const) sum[kind] += taken[kind];
  };
  for await (const { text, row } of linesOf(request, limitBytes)) {
    if (text?.trim() === "") continue;
    sum.lines++;
    const read = wordOf(text, row);
    if ("word" in read) batch.push(read.word);
    else {
      sum.bad++;
      if (issues.length < issuesShown) issues.push(read.issue);
    }
    if (batch.length === batchLines) await write();
  }
  await write();
  return { ...sum, issues };
}

function wordOf(text: string | undefined, row: number): { readonly word: AlarmWord } | { readonly issue: Issue } {
  const bad = (code: string, message: string, field?: string) => ({
    issue: { severity: "error", code, place: { row, ...(field !== undefined && { field }) }, message } as const,
  });
  if (text === undefined) return bad("LINE_TOO_LONG", `The line has more than ${longestLine} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return bad("LINE_NOT_JSON", (error as Error).message);
  }
  const read = contract.AlarmWord.safeParse(value);
  if (!read.success) {
    const [first] = read.error.issues;
    return bad("ALARM_INVALID", first?.message ?? "It is no word on an alarm.", first?.path.join("."));
  }
  const isKept = [read.data, read.data.about].every((part) =>
    Object.values(part).every((one) => typeof one !== "string" || isStorable(one)),
  );
  return isKept ? { word: read.data as AlarmWord } : bad("ALARM_INVALID", "It has characters that cannot be stored.");
}

/** The lines of a body, from 1; one that is too long comes without its text. A last line without an end that broke off with its sender is not told. */
async function* linesOf(
  request: Request,
  limitBytes: number,
): AsyncGenerator<{ readonly text: string | undefined; readonly row: number }> {
  const utf8 = new TextDecoder();
  let row = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const line = (end: Uint8Array) => {
    const isLong = heldBytes + end.length > longestLine;
    const text = isLong ? undefined : utf8.decode(Buffer.concat([...held, end]));
    [held, heldBytes] = [[], 0];
    return { text, row: ++row };
  };
  for await (const chunk of limited(request, limitBytes)) {
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      yield line(chunk.subarray(from, to));
      from = to + 1;
    }
    const rest = chunk.subarray(from);
    heldBytes += rest.length;
    if (heldBytes <= longestLine) held.push(rest);
  }
  if (heldBytes > 0) yield line(new Uint8Array());
}
