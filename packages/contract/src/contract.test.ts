import { expect, test } from "vitest";
import { createClient, getVillage, ProblemError, type Route, routes, search } from "./index.ts";

const all: readonly Route[] = routes;

test("every route has an id and an address of its own", () => {
  expect(new Set(all.map((route) => route.id)).size).toBe(all.length);
  expect(new Set(all.map((route) => `${route.method} ${route.path}`)).size).toBe(all.length);
});

test.each(all)("$id declares a schema for every parameter in its path, and no other", (route) => {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(inPath.sort());
});

test.each(all)("$id says how large its body may be, and what it answers", (route) => {
  const hasBody = route.body !== undefined || route.upload === true;
  expect(route.bodyLimitBytes !== undefined).toBe(hasBody);
  expect(route.answer !== undefined || route.media !== undefined || route.status === 204).toBe(true);
});

test("a call fills the path, leaves absent query values out and checks the answer", async () => {
  const seen: string[] = [];
  const client = createClient("http://host", async (address) => {
    seen.push(String(address));
    return Response.json({ revision: 3, hits: [] });
  });
  const answer = await client.call(search, { params: { projectId: "guangxi" }, query: { q: "那 坡" } });
  expect(seen).toEqual(["http://host/api/projects/guangxi/search?q=%E9%82%A3+%E5%9D%A1"]);
  expect(answer).toEqual({ revision: 3, hits: [] });
});

test("an answer that breaks the contract is refused", async () => {
  const client = createClient("", async () => Response.json({ revision: "three", hits: [] }));
  await expect(client.call(search, { params: { projectId: "guangxi" }, query: { q: "a" } })).rejects.toThrow(
    /revision/,
  );
});

test("a problem becomes a ProblemError with its code", async () => {
  const problem = { type: "about:blank", title: "Not found", status: 404, code: "NOT_FOUND", detail: "No village 1." };
  const client = createClient("", async () => Response.json(problem, { status: 404 }));
  const call = client.call(getVillage, { params: { projectId: "guangxi", code: "1" } });
  await expect(call).rejects.toThrow(ProblemError);
  await expect(call).rejects.toMatchObject({ problem });
});
