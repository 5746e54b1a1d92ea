import * as contract from "@cuntong/contract";
import { TileGrid } from "@cuntong/db";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, service, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

/** The tile of a zoom that the middle of the county lies in. */
function middle(z: number) {
  const [x, y] = new TileGrid({ z: 0, x: 0, y: 0 }).project([107.37, 24.51]).map((unit) => unit / 4096);
  return { z, x: Math.floor(x! * 2 ** z), y: Math.floor(y! * 2 ** z) };
}

function tilePath(layer: contract.TileLayer, z: number): string {
  return client.href(contract.getTile, { params: { projectId: "small", layer, ...middle(z) } });
}

async function decoded(response: Response) {
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/vnd.mapbox-vector-tile"]);
  return new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers;
}

describe.skipIf(!harness)("tiles on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test.each(contract.tileLayers)("%s: decodes, answers 304 to its ETag, and carries a revision", async (layer) => {
    const response = await request(tilePath(layer, 10));
    const layers = await decoded(response.clone());
    expect(Object.keys(layers)).toEqual([layer]);
    expect(layers[layer]!.length).toBeGreaterThan(0);
    expect(Number(response.headers.get("cuntong-revision"))).toBeGreaterThan(0);
    const etag = response.headers.get("etag")!;
    expect((await request(tilePath(layer, 10), { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("corridors come class by class, the more the nearer, and carry nothing but their class", async () => {
    const classes = async (z: number) => {
      const response = await request(tilePath("corridors", z));
      if (response.status === 204) return [];
      const { corridors } = await decoded(response);
      return Array.from({ length: corridors!.length }, (_, i) => corridors!.feature(i).properties.class);
    };
    const [far, near] = [await classes(7), await classes(12)];
    for (const name of far) expect(["motorway", "trunk", "primary"]).toContain(name);
    expect(near.length).toBeGreaterThan(far.length);
    expect(near).toEqual(expect.arrayContaining(["track"]));
  });

  test("a village's tile feature carries its code, name and status", async () => {
    const { villages } = await decoded(await request(tilePath("villages", 12)));
    const { properties } = villages!.feature(0);
    expect(properties).toMatchObject({ code: expect.stringMatching(/^451224/), name: expect.any(String) });
    expect(["unconnected", "connected"]).toContain(properties.status);
  });

  test("a change of the villages changes the ETag of their tiles and of no others", async () => {
    const etags = async () =>
      Promise.all(
        (["villages", "nodes", "corridors"] as const).map(async (layer) =>
          (await request(tilePath(layer, 9))).headers.get("etag"),
        ),
      );
    const before = await etags();
    const { villages } = await store.villages.list("small", {}, { limit: 1 });
    await store.villages.put("small", villages, { by: "test" });
    const after = await etags();
    expect(after.map((etag, i) => etag === before[i])).toEqual([false, true, true]);
  });

  test("where nothing is there is 204, where no tile can be is 404", async () => {
    for (const layer of contract.tileLayers) {
      expect((await request(`/tiles/small/${layer}/10/0/0.mvt`)).status, layer).toBe(204);
      expect((await request(`/tiles/small/${layer}/2/4/0.mvt`)).status, layer).toBe(404);
    }
    expect((await request("/tiles/small/corridors/2/1/x.mvt")).status).toBe(400);
    expect((await request("/tiles/small/cables/2/1/1.mvt")).status).toBe(400);
  });

  test("a plan's tiles are empty until it is done, then hold its spans, nodes and villages", async () => {
    const { plan } = await service.plans.start({ projectId: "small", villages: { select: "all" } });
    const path = client.href(contract.getPlanTile, { params: { planId: plan.id, ...middle(11) } });
    await request(path);
    await service.plans.follow(plan.id, () => {});
    const wide = client.href(contract.getPlanTile, { params: { planId: plan.id, ...middle(8) } });
    const layers = await decoded(await request(wide));
    expect(Object.keys(layers)).toEqual(expect.arrayContaining(["proposedSpans", "proposedVillages"]));
    const response = await request(path);
    const etag = response.headers.get("etag")!;
    expect((await request(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await request(`/tiles/plans/${crypto.randomUUID()}/1/0/0.mvt`)).status).toBe(404);
  });
});
