import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Issue, PriceBook, Proposal } from "@cuntong/network";

/** A file named on the command line. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly isOsm: boolean;
}

/** The file at `path`, or the issue that says it cannot be read. */
export async function findFile(path: string, issues: Issue[]): Promise<InputFile | undefined> {
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return { path, name, isOsm: path.toLowerCase().endsWith(".osm.pbf") };
  const message = found ? "This is not a file." : "There is no such file.";
  issues.push({ severity: "error", code: "FILE_NOT_FOUND", place: { file: path }, message });
  return undefined;
}

export async function readBytes(file: InputFile): Promise<Uint8Array> {
  return new Uint8Array(await readFile(file.path));
}

/** What the proposal says of this file: role, name and SHA-256, so that an answer names its inputs. */
export async function describeInput(role: string, file: InputFile): Promise<Proposal["inputs"][number]> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file.path), hash);
  return { role, name: file.name, sha256: hash.digest("hex") };
}

/** The same of the program's own price book. */
export function describePrices(book: PriceBook): Proposal["inputs"][number] {
  const sha256 = createHash("sha256").update(JSON.stringify(book.prices)).digest("hex");
  return { role: "prices", name: book.name, sha256 };
}
