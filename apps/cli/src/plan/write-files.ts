import { access, constants, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../usage.ts";

/** Refuses a folder that nothing can be written into, before anything is planned; makes none. */
export async function checkFolder(folder: string): Promise<void> {
  let at = resolve(folder);
  let found = await stat(at).catch(() => undefined);
  while (!found && dirname(at) !== at) {
    at = dirname(at);
    found = await stat(at).catch(() => undefined);
  }
  if (!found?.isDirectory()) throw new UsageError(`--out ${folder}: ${at} is not a folder.`);
  const writable = await access(at, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) throw new UsageError(`--out ${folder}: nothing can be written into ${at}.`);
}

/** Writes all files into `folder`, or none: each is complete under another name before the first is put in its place. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  const waiting = Object.entries(files).map(([name, bytes]) => ({
    path: join(folder, name),
    part: join(folder, `.${name}.${process.pid}.part`),
    bytes,
  }));
  try {
    for (const { part, bytes } of waiting) await writeFile(part, bytes, { flush: true });
    for (const { part, path } of waiting) await rename(part, path);
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  } finally {
    for (const { part } of waiting) await rm(part, { force: true });
  }
}
