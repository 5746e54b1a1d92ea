import { lineLengthM, type Position } from "@cuntong/geo";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "../plan/settings.ts";
import { at } from "../testing/sketch.ts";
import { SlopeMeter } from "./terrain.ts";

const lines = (line: readonly Position[]) => ({
  start: Uint32Array.of(0, line.length),
  lon: Float64Array.from(line, ([lon]) => lon),
  lat: Float64Array.from(line, ([, lat]) => lat),
});

function bandsOf(line: readonly Position[], heightM?: (lon: number, lat: number) => number | undefined, level = false) {
  const meter = new SlopeMeter(heightM && { heightM }, defaultSettings);
  const cm = new Uint32Array(3);
  meter.measure(lines(line), 0, level, cm);
  return { cm: [...cm], voidSamples: meter.voidSamples };
}

/** Ground that rises eastward by so many metres per metre, from 108 E on. */
const rising = (grade: number) => (lon: number) => ((lon - at(0, 0)[0]) / (at(1, 0)[0] - at(0, 0)[0])) * grade;

test("a road of 1 km is flat at 9 %, rolling at 20 % and steep at 30 %", () => {
  const road = [at(0, 0), at(1000, 0)];
  const bands = [0.09, 0.2, 0.3].map((grade) => bandsOf(road, rising(grade)).cm);
  expect(bands.map((cm) => cm.findIndex((length) => length > 0))).toEqual([0, 1, 2]);
  for (const cm of bands) expect(cm.reduce((sum, length) => sum + length, 0)).toBe(Math.round(lineLengthM(road) * 100));
});

test("a bridge is flat whatever the ground does below", () => {
  expect(bandsOf([at(0, 0), at(1000, 0)], rising(0.5), true).cm.slice(1)).toEqual([0, 0]);
});

test("a hill shorter than the road's own points is seen, because the ground is sampled every 60 m", () => {
  const hill = (lon: number) => (Math.abs(lon - at(500, 0)[0]) < at(70, 0)[0] - at(0, 0)[0] ? 80 : 0);
  expect(bandsOf([at(0, 0), at(1000, 0)], hill).cm[2]).toBeGreaterThan(5000);
});

test("ground that is void at both ends takes the heights known between", () => {
  const known = (lon: number) => (lon > at(300, 0)[0] && lon < at(700, 0)[0] ? 100 : undefined);
  const { cm, voidSamples } = bandsOf([at(0, 0), at(1000, 0)], known);
  expect(cm.slice(1)).toEqual([0, 0]);
  expect(voidSamples).toBeGreaterThan(4);
  expect(bandsOf([at(0, 0), at(1000, 0)], () => undefined).cm.slice(1)).toEqual([0, 0]);
});

test("bands add up to the rounded length on any ground and any line", () => {
  const point = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), fc.nat({ max: 90 }), (points, tall) => {
      const line = points.map(([x, y]) => at(x, y));
      const { cm } = bandsOf(line, (lon, lat) => tall * Math.sin(lon * 5000 + lat * 3000));
      expect(Math.abs(cm.reduce((sum, length) => sum + length, 0) - lineLengthM(line) * 100)).toBeLessThanOrEqual(0.51);
    }),
  );
});
