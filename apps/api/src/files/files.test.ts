import { createHash } from "node:crypto";
import * as contract from "@cuntong/contract";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";
import { photo } from "./testing/photo.ts";

const harness = await startHarness();
const { client, store, request } = harness ?? ({} as Harness);
const projectId = "files";
const params = { projectId };
afterAll(() => harness?.close());

describe.skipIf(!harness)("files over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  const taken = photo({ lat: [24, 30, 36], lon: [107, 22, 12], at: "2020:05:01 10:00:00", offset: "+08:00" });
  const sha256 = createHash("sha256").update(taken).digest("hex");

  beforeAll(async () => {
    await store.projects.create({ id: projectId, name: "files" } as never, { by: "test" });
    const { records } = sketch("OLT1 ====24==== SC1/8 --drop-- V1");
    const baseRevision = await store.revision();
    await store.inventory.apply(projectId, { note: "", put: records, remove: {} }, { by: "test" }, { baseRevision });
  });

  test("a photo is kept once by its SHA-256, attached to a closure with its place and time, and given back byte for byte", async () => {
    const kept = await client.call(contract.keepFile, { params, file: taken });
    expect(kept).toMatchObject({ sha256, bytes: taken.byteLength, mediaType: "image/jpeg" });
    expect(await client.call(contract.keepFile, { params, file: taken })).toEqual(kept);
    const { plantRevision } = await client.call(contract.getPlant, { params });
    const { network } = await store.inventory.network(projectId);
    const [closure] = network.records("closures");
    const body = { ...kept, of: { table: "closures", id: closure!.id }, name: "lid.jpg" } as const;
    await client.call(contract.operationRoutes.attach, { params, body, ifMatch: plantRevision });
    const { network: now } = await store.inventory.network(projectId);
    expect([...now.records("attachments")]).toMatchObject([{ sha256, takenAt: "2020-05-01T02:00:00.000Z" }]);
    const response = await request(`/api/projects/${projectId}/files/${sha256}`);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(taken);
  });

  test("what is no photo, document or trace is refused, and what is not there is not found", async () => {
    const page = new TextEncoder().encode("<script>alert(1)</script>");
    expect((await problemOf(client.call(contract.keepFile, { params, file: page }))).status).toBe(422);
    expect((await request(`/api/projects/${projectId}/files/${"0".repeat(64)}`)).status).toBe(404);
    expect((await request(`/api/projects/${projectId}/files/..%2f..%2fstore`)).status).toBe(400);
    expect((await request(`/api/projects/nowhere/files/${sha256}`)).status).toBe(404);
  });
});
