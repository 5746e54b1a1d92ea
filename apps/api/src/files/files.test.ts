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

  test("a file is read through the projects that it was put into and through no other, and its hash alone attaches nothing", async () => {
    const other = "neighbours";
    await store.projects.create({ id: other, name: "neighbours" } as never, { by: "test" });
    const secret = new Uint8Array([...taken, 1]);
    const { sha256: own, ...kept } = await client.call(contract.keepFile, { params, file: secret });
    const path = (project: string) => `/api/projects/${project}/files/${own}`;
    expect([(await request(path(projectId))).status, (await request(path(other))).status]).toEqual([200, 404]);
    const change = {
      note: "",
      put: { nodes: [{ id: "N", kind: "site", position: [107, 24], status: "operational", confidence: "drawn" }] },
      remove: {},
    };
    await store.inventory.apply(other, change as never, { by: "test" }, { baseRevision: await store.revision() });
    const { plantRevision } = await client.call(contract.getPlant, { params: { projectId: other } });
    const body = { ...kept, sha256: own, of: { table: "nodes", id: "N" }, name: "theirs.jpg" } as const;
    const attach = () =>
      client.call(contract.operationRoutes.attach, { params: { projectId: other }, body, ifMatch: plantRevision });
    const refused = await problemOf(attach());
    expect([refused.status, refused.issues?.[0]?.code]).toEqual([422, "FILE_UNKNOWN"]);
    await client.call(contract.createDesign, { params: { projectId: other }, body: { id: "D", name: "D" } });
    const { etag } = await client.call(contract.getDesign, { params: { projectId: other, designId: "D" } });
    const drawn = client.call(contract.designOperationRoutes.attach, {
      params: { projectId: other, designId: "D" },
      body,
      ifMatch: etag,
    });
    expect((await problemOf(drawn)).issues?.[0]?.code).toBe("FILE_UNKNOWN");
    await client.call(contract.openIncident, { body: { projectId: other, id: "I", title: "t" } });
    const incident = await client.call(contract.getIncident, {
      params: { incidentId: "I" },
      query: { projectId: other },
    });
    await client.call(contract.addEvidence, {
      params: { incidentId: "I" },
      query: { projectId: other, name: "x.jpg" },
      file: secret,
      ifMatch: incident.etag,
    });
    expect((await request(path(other))).status).toBe(200);
    expect((await attach()).touched).toHaveLength(1);
  });

  test("what is no photo, document or trace is refused, and what is not there is not found", async () => {
    const page = new TextEncoder().encode("<script>alert(1)</script>");
    expect((await problemOf(client.call(contract.keepFile, { params, file: page }))).status).toBe(422);
    expect((await request(`/api/projects/${projectId}/files/${"0".repeat(64)}`)).status).toBe(404);
    expect((await request(`/api/projects/${projectId}/files/..%2f..%2fstore`)).status).toBe(400);
    expect((await request(`/api/projects/nowhere/files/${sha256}`)).status).toBe(404);
  });
});
