import { expect, test } from "vitest";
import { readRoutes } from "./read-routes.ts";

function geojson(features: readonly object[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }));
}

function feature(properties: object, type: string, coordinates: unknown) {
  return { type: "Feature", properties, geometry: { type, coordinates } };
}

const options = { fileName: "roads.geojson" };

test("lines become routes under their ids, and the lines of one feature are told apart", async () => {
  const bytes = geojson([
    feature({ id: "north" }, "LineString", [
      [108, 23],
      [108.1, 23.1],
    ]),
    feature({}, "MultiLineString", [
      [
        [108, 23],
        [108.1, 23],
      ],
      [
        [108.2, 23],
        [108.3, 23],
      ],
    ]),
  ]);
  const { routes, issues } = await readRoutes(bytes, options);
  expect(routes).toEqual([
    {
      id: "north",
      line: [
        [108, 23],
        [108.1, 23.1],
      ],
    },
    {
      id: "roads-2",
      line: [
        [108, 23],
        [108.1, 23],
      ],
    },
    {
      id: "roads-2 (2)",
      line: [
        [108.2, 23],
        [108.3, 23],
      ],
    },
  ]);
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("routes in a shifted datum are brought back to WGS 84", async () => {
  const bytes = geojson([
    feature({ id: "a" }, "LineString", [
      [108, 23],
      [108.1, 23.1],
    ]),
  ]);
  const { routes } = await readRoutes(bytes, { ...options, datum: "GCJ02" });
  const [lon] = routes[0]!.line[0]!;
  expect(Math.abs(lon - 108)).toBeGreaterThan(0.001);
});

test.each([
  ["points alone", geojson([feature({}, "Point", [108, 23])]), "NO_ROUTES"],
  ["nothing", new Uint8Array(), "FILE_EMPTY"],
  ["a broken file", new TextEncoder().encode('{"type":"FeatureCollection","features":['), "FILE_TRUNCATED"],
])("a file of %s gives no routes and says why", async (_, bytes, code) => {
  const { routes, issues } = await readRoutes(bytes, options);
  expect([routes, issues.map((issue) => issue.code)]).toEqual([[], expect.arrayContaining([code])]);
});
