import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { limited } from "../http/body.ts";

/** A body on disk. */
export interface Upload {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Streams a request's body to a file and hashes it on the way; a body that is too long or breaks off leaves nothing. */
export async function receive(request: Request, path: string, limitBytes: number): Promise<Upload> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of limited(request, limitBytes)) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.close();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  return { path, sizeBytes, sha256: hash.digest("hex") };
}
