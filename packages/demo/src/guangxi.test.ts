import { corridorClasses } from "@cuntong/network";
import { beforeAll, expect, test } from "vitest";
import type { Demo } from "./demo.ts";
import { generateGuangxi } from "./index.ts";
import { corridorFaults, gapsToRoads, outsideTheirCounty, plantFaults } from "./testing/expect-demo.ts";

let demo: Demo;
beforeAll(() => {
  demo = generateGuangxi({ seed: 7 });
}, 120_000);

test("Guangxi has 14,173 village committees in 111 counties, 1,961 of them unconnected", () => {
  expect(demo.villages).toHaveLength(14_173);
  expect(new Set(demo.villages.map(({ code }) => code)).size).toBe(14_173);
  expect(demo.villages.filter(({ status }) => status === "unconnected")).toHaveLength(1961);
  expect(new Set(demo.villages.map(({ countyCode }) => countyCode)).size).toBe(111);
});

test("every village stands inside the county of its code, none on another", () => {
  expect(outsideTheirCounty(demo)).toEqual([]);
  for (const { code, countyCode } of demo.villages) expect(code.slice(0, 6)).toBe(countyCode);
  expect(new Set(demo.villages.map(({ position }) => `${position}`)).size).toBe(14_173);
});

test("every connected village has its node, and no unconnected one has", () => {
  const withNode = new Set(demo.nodes.filter(({ kind }) => kind === "village").map(({ position }) => `${position}`));
  const isWrong = demo.villages.filter((v) => withNode.has(`${v.position}`) !== (v.status === "connected"));
  expect(isWrong).toEqual([]);
  expect(withNode.size).toBe(14_173 - 1961);
});

test("a village committee has about 2,500 people in households of three to five", () => {
  const people = demo.villages.reduce((sum, village) => sum + village.people!, 0);
  const households = demo.villages.reduce((sum, village) => sum + village.households!, 0);
  expect(people / demo.villages.length).toBeGreaterThan(2300);
  expect(people / demo.villages.length).toBeLessThan(2700);
  expect(people / households).toBeGreaterThan(3);
  expect(people / households).toBeLessThan(5);
});

test("the plant is one network from the headend at Nanning, its spans ending at their nodes", () => {
  expect(plantFaults(demo)).toEqual([]);
  expect(demo.nodes[0]).toMatchObject({ kind: "headend", name: "兴宁区总前端" });
  expect(demo.spans).toHaveLength(demo.nodes.length - 1);
  const onLand = demo.spans.filter(({ support }) => support !== "submarine");
  expect(Math.max(...onLand.map(({ lengthM }) => lengthM))).toBeLessThan(2400);
});

test("about a million corridor edges without a fault, and every unconnected village within 160 m of a road to the headend", () => {
  expect(demo.corridors.edgeFrom.length).toBeGreaterThan(950_000);
  expect(demo.corridors.edgeFrom.length).toBeLessThan(1_100_000);
  expect(corridorFaults(demo)).toEqual([]);
  expect(Math.max(...gapsToRoads(demo))).toBeLessThan(160);
});

test("roads of all classes, bridges and rivers are there", () => {
  const counts = new Uint32Array(corridorClasses.length);
  for (const index of demo.corridors.edgeClass) counts[index]++;
  const present = corridorClasses.filter((_, index) => counts[index] > 0);
  expect(present).toEqual(corridorClasses.filter((name) => name !== "motorway" && name !== "offroad"));
  expect(demo.corridors.edgeFlags.reduce((sum, flags) => sum + (flags & 1), 0)).toBeGreaterThan(1000);
  expect(demo.rivers.length).toBeGreaterThan(300);
});
