import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All test runs on a machine share one prepared template of the embedded database. */
process.env.CUNTONG_CACHE ??= join(tmpdir(), "cuntong-test-cache");

/** A temporary folder for an embedded store, and how to be rid of it. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "cuntong-store-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
