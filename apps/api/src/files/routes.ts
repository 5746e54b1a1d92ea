import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import type { DataFolder } from "../data-folder.ts";
import { readBytes } from "../http/body.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { fileKind, fileKinds } from "./file-kind.ts";
import { photoFacts } from "./photo-facts.ts";

export function mountFiles(app: App, store: Store, files: DataFolder): void {
  mount(app, contract.keepFile, async ({ author, params: { projectId }, request }) => {
    await store.projects.get(projectId);
    const { bytes, ...kept } = await keepFileOf(files, request, contract.keepFile.bodyLimitBytes);
    await store.files.put(projectId, kept.sha256, author);
    return { ...kept, bytes: bytes.byteLength, ...(await photoFacts(bytes)) };
  });

  mount(app, contract.getFile, async ({ params: { projectId, sha256 } }) => {
    if (!(await store.files.has(projectId, sha256))) throw absent(sha256);
    for (const { ending, mediaType } of fileKinds) {
      const path = files.path(`${sha256}${ending}`);
      const size = await stat(path).then(
        (found) => found.size,
        () => undefined,
      );
      if (size === undefined) continue;
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
        headers: {
          "content-type": mediaType,
          "content-length": String(size),
          "content-disposition": `attachment; filename="${sha256.slice(0, 12)}${ending}"`,
          "x-content-type-options": "nosniff",
          "cache-control": "private, max-age=31536000, immutable",
        },
      });
    }
    throw absent(sha256);
  });
}

function absent(sha256: string): Refusal {
  return new Refusal("NOT_FOUND", `There is no file ${sha256}.`);
}

/**
 * Refuses an attachment whose file was not put into the project (`FILE_UNKNOWN`): a hash alone is no file. A change as a whole may bring attachments of files
 * that are kept elsewhere.
 */
export async function requireFile(store: Store, projectId: string, sha256: string): Promise<void> {
  if (await store.files.has(projectId, sha256)) return;
  const message = `File ${sha256} was not put into this project.`;
  const place = { field: "body#/sha256" };
  throw new Refusal("UNPROCESSABLE", message, {
    issues: [{ severity: "error", code: "FILE_UNKNOWN", place, value: sha256, message }],
  });
}

/** Keeps an uploaded body that is one of the kinds that are taken; refuses all else. */
export async function keepFileOf(files: DataFolder, request: Request, limitBytes: number) {
  const bytes = await readBytes(request, limitBytes);
  const kind = fileKind(bytes);
  if (!kind) {
    throw new Refusal(
      "UNPROCESSABLE",
      "A file is a photo (JPEG, PNG, WebP), a PDF, or a trace (SOR): these bytes are none.",
    );
  }
  const { sha256 } = await files.keep(bytes, kind.ending);
  return { bytes, sha256, mediaType: kind.mediaType };
}
