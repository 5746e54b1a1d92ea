import { type Route, routes } from "@cuntong/contract";
import { afterAll, describe, expect, test } from "vitest";
import { type Harness, openOn, startHarness } from "./testing/harness.ts";

const harness = await startHarness();
const { request, store, dataFolder } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

interface Operation {
  readonly operationId: string;
  readonly "x-cuntong-who": string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Questions that are too long for an address: asked by POST, they store nothing. */
const questions = new Set(["compareCircuits", "locateFault", "impactOfCuts", "diagnoseFaults"]);

/** Every `$ref` of a document, wherever it stands. */
function refsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsOf(inner),
  );
}

function at(document: unknown, pointer: string): unknown {
  const keys = pointer.slice(2).split("/");
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

describe.skipIf(!harness)("the app on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("the OpenAPI 3.1 document describes every route of the contract, and nothing it refers to is missing", async () => {
    const response = await request("/api/openapi.json");
    const document = (await response.json()) as Document;
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId, "x-cuntong-who": who }]) => [
        operationId,
        method,
        path,
        who,
      ]),
    );
    const declared = routes.map(({ id, method, path, who }) => [id, method, path, who]);
    expect(described.sort()).toEqual(declared.sort());
    for (const ref of refsOf(document)) expect(at(document, ref), ref).toBeDefined();
  });

  test.each(routes.map((route: Route) => [route.id, route] as const))(
    "%s declares its path parameters, its answer and its problems",
    async (_, route) => {
      const document = (await (await request("/api/openapi.json")).json()) as Document;
      const operation = document.paths[route.path]![route.method]!;
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect(declared.map(({ name }) => name).sort()).toEqual(inPath.sort());
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([String(route.status), "400", "403", "500"]),
      );
    },
  );

  test("the documentation page names every route and loads nothing from anywhere", async () => {
    const response = await request("/api/docs");
    const page = await response.text();
    expect(response.headers.get("content-type")).toContain("text/html");
    for (const { path, id } of routes) expect(page, path).toContain(`id="${id}"`);
    expect(page).not.toMatch(/<script|(?:src|href)="https?:/);
  });

  test("every address of the contract is served", async () => {
    for (const route of routes) {
      const path = route.path.replace(/\{(\w+)\}/g, "0");
      const response = await request(path, { method: route.method.toUpperCase() });
      if (response.status !== 404) continue;
      const { detail } = (await response.json()) as { detail: string };
      expect(detail, path).not.toBe("There is nothing at this address.");
    }
  });

  test("a viewer may read, and is refused everything that changes something", async () => {
    const reader = await openOn(store, dataFolder, { settings: { roleOf: () => "viewer" } });
    for (const route of routes) {
      const path = route.path.replace(/\{(\w+)\}/g, "0");
      const { status } = await reader.request(path, { method: route.method.toUpperCase() });
      expect(status === 403, route.id).toBe(route.who === "planner" || route.who === "operator");
      if (route.method !== "get" && !questions.has(route.id))
        expect(route.who === "planner" || route.who === "operator", route.id).toBe(true);
    }
    await reader.close();
  });

  test("settings say which store answers and that there is no basemap", async () => {
    expect(await (await request("/api/settings")).json()).toEqual({ version: "0.1.0", store: "server", basemap: null });
    expect(await (await request("/readyz")).json()).toMatchObject({ status: "ready", store: "server" });
  });
});
