import { readProposal } from "@cuntong/formats";
import type { Issue, Proposal } from "@cuntong/network";
import { findFile, readBytes } from "./input-file.ts";

/** The proposal in a file, or undefined with the issues that say why there is none. */
export async function findProposal(path: string, issues: Issue[]): Promise<Proposal | undefined> {
  const file = await findFile(path, issues);
  if (!file) return undefined;
  const read = readProposal(await readBytes(file), { fileName: file.name });
  issues.push(...read.issues);
  return read.proposal;
}
