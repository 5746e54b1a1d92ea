import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes all files into `folder`, or none: each is complete under another name before the first is put in its place. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const waiting = Object.entries(files).map(([name, bytes]) => ({
    path: join(folder, name),
    part: join(folder, `.${name}.${process.pid}.part`),
    bytes,
  }));
  try {
    for (const { part, bytes } of waiting) await writeFile(part, bytes, { flush: true });
    for (const { part, path } of waiting) await rename(part, path);
  } finally {
    for (const { part } of waiting) await rm(part, { force: true });
  }
}
