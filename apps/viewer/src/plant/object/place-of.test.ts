import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { extentOf, placeOf } from "./place-of.ts";

const { network, at, cable } = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
`);
const here = (id: string) => network.get("nodes", id)?.position;

test("a cable lies along its spans between its two ends", () => {
  const { points, lines } = placeOf(network, { table: "cables", id: cable("SC1", "SC2") });
  expect(points).toEqual([here("SC1"), here("SC2")]);
  expect(lines).toEqual([network.get("spans", at("SC1", "SC2"))?.line]);
});

test("what stands somewhere is where its node is", () => {
  for (const table of ["closures", "splitters", "nodes"] as const)
    expect(placeOf(network, { table, id: "SC1" }).points).toEqual([here("SC1")]);
  const splice = network.jointsOf("splitters", "SC1")[0];
  expect(placeOf(network, { table: "splices", id: splice?.id ?? "" }).points).toEqual([here("SC1")]);
  expect(placeOf(network, { table: "drops", id: "V2" }).lines).toHaveLength(1);
});

test("what is unknown is nowhere", () => {
  expect(extentOf(placeOf(network, { table: "nodes", id: "X" }))).toBeNull();
  expect(extentOf(placeOf(network, { table: "closureTypes", id: "dome-48" }))).toBeNull();
});
