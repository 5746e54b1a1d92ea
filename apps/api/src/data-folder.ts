import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A kept file: its name carries its SHA-256. */
export interface KeptFile {
  readonly file: string;
  readonly sha256: string;
}

/** The files beside the store: corridors and elevation of projects by their SHA-256, and uploads that wait to be taken. */
export interface DataFolder {
  /** Path of a kept file. */
  path(file: string): string;
  /** Keeps bytes under `SHA256 + ending`, whole or not at all; the same bytes are kept once. */
  keep(bytes: Uint8Array, ending: string): Promise<KeptFile>;
  /** Takes an upload over into the kept files, under its SHA-256. Doing so twice does it once. */
  adopt(path: string, sha256: string, ending: string): Promise<KeptFile>;
  /** Path of an upload. */
  upload(name: string): string;
  /** Gives an upload its lasting name. */
  settleUpload(path: string, name: string): Promise<void>;
  /** Removes every upload but those named. */
  sweepUploads(inUse: ReadonlySet<string>): Promise<void>;
}

export async function openDataFolder(folder: string): Promise<DataFolder> {
  const kept = join(folder, "files");
  const uploads = join(folder, "uploads");
  await mkdir(kept, { recursive: true });
  await mkdir(uploads, { recursive: true });
  return {
    path: (file) => join(kept, file),
    async keep(bytes, ending) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const file = `${sha256}${ending}`;
      // Written beside the uploads, so that what a killed server leaves is swept with them.
      const part = join(uploads, `${randomUUID()}.part`);
      try {
        await writeFile(part, bytes, { flush: true });
        await rename(part, join(kept, file));
      } finally {
        await rm(part, { force: true });
      }
      return { file, sha256 };
    },
    async adopt(path, sha256, ending) {
      const file = `${sha256}${ending}`;
      await rename(path, join(kept, file)).catch(async (error: NodeJS.ErrnoException) => {
        const isThere = error.code === "ENOENT" && (await readdir(kept)).includes(file);
        if (!isThere) throw error;
      });
      return { file, sha256 };
    },
    upload: (name) => join(uploads, name),
    settleUpload: (path, name) => rename(path, join(uploads, name)),
    async sweepUploads(inUse) {
      for (const name of await readdir(uploads)) {
        if (!inUse.has(name)) await rm(join(uploads, name), { recursive: true, force: true });
      }
    },
  };
}
