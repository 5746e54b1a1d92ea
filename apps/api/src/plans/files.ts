import type { PlanFileName } from "@cuntong/contract";
import type { Plan } from "@cuntong/db";
import { proposalMediaTypes } from "@cuntong/formats";

/** A plan's file as a download; 304 where the caller has it, for a finished plan never changes. */
export async function planFileResponse(
  plan: Plan,
  name: PlanFileName,
  request: Request,
  bytes: () => Promise<Uint8Array>,
): Promise<Response> {
  const etag = `"${plan.id}-${plan.revision}-${name}"`;
  const headers = {
    etag,
    "cache-control": "private, no-cache",
    "cuntong-revision": String(plan.computedOn ?? plan.revision),
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const body = new Uint8Array(await bytes());
  return new Response(body, {
    headers: { ...headers, "content-type": proposalMediaTypes[name], "content-disposition": disposition(plan, name) },
  });
}

/** Both forms of the name, so that every browser and `curl -OJ` takes one (RFC 6266). */
function disposition(plan: Plan, name: PlanFileName): string {
  const given = typeof plan.request.name === "string" ? plan.request.name.trim() : "";
  const stem = (given || plan.id.slice(0, 8)).replace(/[\p{Cc}"\\/:*?<>|%]+/gu, "-");
  const ascii = `${stem} ${name}`.replace(/[^\x20-\x7e]+/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(`${stem} ${name}`).replace(/['()]/g, escapeOctet)}`;
}

function escapeOctet(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
