import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPlan, deleteProject, healthz, Problem, type Role } from "@cuntong/contract";
import { StoreError } from "@cuntong/db";
import { expect, onTestFinished, test } from "vitest";
import { mountHealth } from "../health/routes.ts";
import { defaultSettings } from "../settings.ts";
import { mountViewer } from "../viewer/static.ts";
import { listen } from "./listen.ts";
import { type LogEntry, silentLog } from "./log.ts";
import { type App, mount } from "./mount.ts";
import { Refusal } from "./problem.ts";
import { createShell } from "./shell.ts";

function shell({
  role = "operator",
  revision = async () => 7,
}: {
  role?: Role;
  revision?: () => Promise<number>;
} = {}): App {
  const settings = { ...defaultSettings, roleOf: () => role };
  const app = createShell({ settings, log: silentLog, revision });
  mountHealth(app, { storeKind: "server", settings, revision });
  mount(app, createPlan, async ({ body }) => {
    if (body.name === "bug") throw new Error("secret detail");
    throw new Refusal("UNPROCESSABLE", `read ${body.villages.select}`);
  });
  mount(app, deleteProject, async () => undefined);
  return app;
}

async function problem(response: Response | Promise<Response>): Promise<Problem> {
  const answer = await response;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return Problem.parse(await answer.json());
}

const json = { "content-type": "application/json" };
const goodPlan = JSON.stringify({ projectId: "guangxi", villages: { select: "all" } });

test("every answer carries the revision, a request id and safe headers", async () => {
  const { headers, status } = await shell().request("/readyz");
  expect([status, headers.get("cuntong-revision"), headers.get("x-content-type-options")]).toEqual([
    200,
    "7",
    "nosniff",
  ]);
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("a caller's own request id is kept, and a hostile one is not", async () => {
  const app = shell();
  const kept = await app.request("/healthz", { headers: { "x-request-id": "viewer-12345" } });
  const dropped = await app.request("/healthz", { headers: { "x-request-id": "<script>alert(1)</script>" } });
  expect(kept.headers.get("x-request-id")).toBe("viewer-12345");
  expect(dropped.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("without its store the process still says that it lives, and that it is not ready", async () => {
  const app = shell({ revision: () => Promise.reject(new Error("gone")) });
  expect((await app.request("/healthz")).status).toBe(200);
  expect(await problem(app.request("/readyz"))).toMatchObject({ status: 503, code: "UNAVAILABLE" });
});

test("an unknown address is a NOT_FOUND problem", async () => {
  expect(await problem(shell().request("/api/nothing"))).toMatchObject({
    status: 404,
    code: "NOT_FOUND",
    instance: "/api/nothing",
  });
});

test("text that no store can keep is refused where it stands", async () => {
  const plan = { projectId: "guangxi", name: "a\u0000", villages: { select: "codes", codes: ["good", "\ud800"] } };
  const init = { method: "POST", headers: json, body: JSON.stringify(plan) };
  const { status, issues } = await problem(shell().request("/api/plans", init));
  expect([status, issues?.map(({ place }) => place.field)]).toEqual([400, ["body#/name", "body#/villages/codes/1"]]);
});

test("a wrong body is refused with a pointer to each wrong value", async () => {
  const body = JSON.stringify({ projectId: "Not An Id", villages: { select: "polygon", polygon: [[1, 2]] }, seed: -1 });
  const answer = await problem(shell().request("/api/plans", { method: "POST", headers: json, body }));
  expect(answer).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
  expect(answer.issues?.map(({ place, params }) => [place.field, params?.pointer])).toEqual([
    ["body#/projectId", "/projectId"],
    ["body#/villages/polygon", "/villages/polygon"],
    ["body#/seed", "/seed"],
  ]);
});

test("a body that is not JSON, or says that it is something else, is refused", async () => {
  const app = shell();
  const half = app.request("/api/plans", { method: "POST", headers: json, body: '{"projectId":' });
  const form = app.request("/api/plans", { method: "POST", headers: { "content-type": "text/plain" }, body: goodPlan });
  const latin = app.request("/api/plans", { method: "POST", headers: json, body: Uint8Array.of(0x22, 0xff, 0x22) });
  for (const response of [half, form, latin]) {
    expect(await problem(response)).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
  }
});

test("a body longer than the route allows is stopped while it streams, whatever its length header says", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const response = shell().request("/api/plans", { method: "POST", headers: json, body: endless, duplex: "half" });
  expect(await problem(response)).toMatchObject({ status: 413, code: "TOO_LARGE" });
  expect(sent).toBeLessThan(2_000_000);
});

test("a bug answers INTERNAL without its details", async () => {
  const body = JSON.stringify({ ...JSON.parse(goodPlan), name: "bug" });
  const answer = await problem(shell().request("/api/plans", { method: "POST", headers: json, body }));
  expect(answer).toMatchObject({ status: 500, code: "INTERNAL" });
  expect(JSON.stringify(answer)).not.toContain("secret");
});

test("each role may call what its rank allows and nothing above", async () => {
  const remove = { method: "DELETE" };
  expect((await shell({ role: "operator" }).request("/api/projects/x", remove)).status).toBe(204);
  for (const role of ["anyone", "viewer", "planner"] as const) {
    expect(await problem(shell({ role }).request("/api/projects/x", remove))).toMatchObject({ code: "FORBIDDEN" });
  }
  expect((await shell({ role: "anyone" }).request(healthz.path)).status).toBe(200);
});

test.each([
  "evil.example",
  "evil.example:8080",
  "127.0.0.1.evil.example",
  "192.168.1.5:8080",
  "0.0.0.0:8080",
  "user@localhost",
])("a name that was rebound to this machine is refused: %s", async (host) => {
  expect(await problem(shell().request("/healthz", { headers: { host } }))).toMatchObject({ code: "FORBIDDEN" });
});

test.each(["localhost", "localhost:8080", "127.0.0.1:8080", "127.8.9.1", "[::1]:8080", "LOCALHOST:1"])(
  "this machine's own name is taken: %s",
  async (host) => {
    expect((await shell().request("/healthz", { headers: { host } })).status).toBe(200);
  },
);

test("a page of another origin cannot write, its own page can", async () => {
  const post = (headers: Record<string, string>) =>
    shell().request("/api/plans", {
      method: "POST",
      headers: { ...json, host: "localhost:8080", ...headers },
      body: goodPlan,
    });
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "http://localhost:9999" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ]) {
    expect(await problem(post(headers))).toMatchObject({ status: 403, code: "FORBIDDEN" });
  }
  expect((await post({ origin: "http://localhost:8080", "sec-fetch-site": "same-origin" })).status).toBe(422);
});

test.each(["0.0.0.0", "::", "192.168.1.5", "example.org"])("listening on %s is refused in words", async (host) => {
  await expect(listen(() => new Response(), { port: 0, host })).rejects.toThrow(/loopback only/);
});

test("a listening server answers over the wire and closes", async () => {
  const listening = await listen(shell().fetch, { port: 0, host: "127.0.0.1" });
  const answer = await fetch(`${listening.url}/healthz`);
  expect(await answer.json()).toEqual({ status: "ok", version: "0.1.0" });
  await listening.close();
  await expect(fetch(`${listening.url}/healthz`)).rejects.toThrow();
});

test("the viewer is served with hashed assets for ever, its page for every address, and nothing outside its folder", async () => {
  const root = mkdtempSync(join(tmpdir(), "cuntong-viewer-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "dist", "assets"), { recursive: true });
  writeFileSync(join(root, "dist", "index.html"), "<title>page</title>");
  writeFileSync(join(root, "dist", "assets", "app-1a2b.js"), "export {}");
  writeFileSync(join(root, "secret.txt"), "secret");
  const app = shell();
  mountViewer(app, join(root, "dist"), {
    url: "https://t{s}.maps.example/{z}/{x}/{y}.png",
    kind: "raster",
    credit: "",
  });

  const asset = await app.request("/assets/app-1a2b.js");
  expect([asset.headers.get("cache-control"), asset.headers.get("content-type")]).toEqual([
    "public, max-age=31536000, immutable",
    "text/javascript; charset=utf-8",
  ]);
  const page = await app.request("/projects/guangxi");
  expect([await page.text(), page.headers.get("cache-control")]).toEqual(["<title>page</title>", "no-cache"]);
  expect(page.headers.get("content-security-policy")).toContain("img-src 'self' data: blob: https://*.maps.example");
  const again = await app.request("/", { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
  for (const path of [
    "/assets/gone.js",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%00.js",
    "/api/gone",
    "/%E0%A4%A.js",
  ]) {
    expect((await app.request(path)).status, path).toBe(404);
  }
});

test("a store that is closed because the server ends is no news for its log, one that fails is", async () => {
  const lines: string[] = [];
  const settings = { ...defaultSettings, roleOf: () => "operator" as const };
  for (const error of [new StoreError("STORE_CLOSED", "closed"), new StoreError("DATABASE_LOST", "lost")]) {
    const log = (entry: LogEntry) => lines.push(String(entry.error));
    await createShell({ settings, log, revision: () => Promise.reject(error) }).request("/api/nothing");
  }
  expect(lines).toEqual(["StoreError: lost"]);
});
