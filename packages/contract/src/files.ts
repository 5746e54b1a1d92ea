import { z } from "zod";
import { AttachmentFields } from "./plant/records.ts";
import { route } from "./route.ts";
import { ProjectId } from "./words.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Keeps a photo or document; what it answers is what an attachment says of its file. */
export const keepFile = route({
  id: "keepFile",
  method: "post",
  path: "/api/projects/{projectId}/files",
  tag: "plant",
  who: "planner",
  status: 201,
  summary:
    "Keeps a photo (JPEG, PNG, WebP), a PDF or an OTDR trace (SOR), told by its bytes, under its SHA-256; the same bytes are kept once. Answers what the operation `attach` takes, with the place and time that a camera wrote (EXIF).",
  params: z.object({ projectId: ProjectId }),
  upload: true,
  bodyLimitBytes: 26_214_400,
  answer: AttachmentFields.omit({ of: true, name: true }).meta({ id: "KeptFile" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE", "TOO_LARGE"],
});

export const getFile = route({
  id: "getFile",
  method: "get",
  path: "/api/projects/{projectId}/files/{sha256}",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "A file that was put into the project: by itself, as evidence of an incident, or as a trace that was kept. It is always given as a download. Through another project it is not found.",
  params: z.object({ projectId: ProjectId, sha256: Sha256 }),
  media: "application/octet-stream",
  problems: ["NOT_FOUND"],
});

export const fileRoutes = [keepFile, getFile] as const;
