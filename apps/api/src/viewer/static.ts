import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { Readable } from "node:stream";
import type { App } from "../http/mount.ts";
import type { Basemap } from "../settings.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".pbf": "application/x-protobuf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Serves the built viewer: hashed assets for ever, everything else by its ETag, and the page itself for every address of the app. */
export function mountViewer(app: App, folder: string, basemap: Basemap | null): void {
  const policy = contentPolicy(basemap);
  app.get("*", async (c, next) => {
    if (/^\/(?:api|tiles)(?:\/|$)/.test(c.req.path)) return next();
    const file = await fileAt(folder, c.req.path);
    if (!file) return next();
    const etag = `"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}"`;
    const headers = {
      "content-security-policy": policy,
      "cache-control": c.req.path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      etag,
    };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    return c.body(Readable.toWeb(createReadStream(file.path)) as ReadableStream, 200, {
      ...headers,
      "content-type": mediaTypes[extname(file.path).toLowerCase()] ?? "application/octet-stream",
      "content-length": String(file.size),
    });
  });
}

/** The file at a path, or the page for an address without a file ending; nothing outside `folder`. */
async function fileAt(
  folder: string,
  path: string,
): Promise<{ path: string; size: number; mtimeMs: number } | undefined> {
  const wanted = safeJoin(folder, path);
  if (wanted === undefined) return undefined;
  const found = wanted === normalize(folder) ? undefined : await regularFile(wanted);
  if (found || extname(wanted) !== "") return found;
  return regularFile(join(folder, "index.html"));
}

function safeJoin(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes("\0")) return undefined;
  const root = normalize(folder).replace(/[/\\]+$/, "");
  const joined = normalize(join(root, decoded)).replace(/[/\\]+$/, "");
  return joined === root || joined.startsWith(root + sep) ? joined : undefined;
}

async function regularFile(path: string): Promise<{ path: string; size: number; mtimeMs: number } | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { path, size: found.size, mtimeMs: found.mtimeMs } : undefined;
}

/** Only our own server, and the basemap's where one is set. */
function contentPolicy(basemap: Basemap | null): string {
  const outside = basemap === null ? "" : basemap.kind === "style" ? " https:" : ` ${originOf(basemap.url)}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${outside}`,
    `connect-src 'self'${outside}`,
    `font-src 'self'${outside}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Origin of a tile template; a `{s}` subdomain becomes a wildcard. */
function originOf(template: string): string {
  const match = /^(https?:)\/\/([^/?#]+)/.exec(template);
  if (!match) return "https:";
  const [, scheme, host = ""] = match;
  return `${scheme}//${host.replace(/^[^.]*\{[^}]+\}[^.]*/, "*")}`;
}
