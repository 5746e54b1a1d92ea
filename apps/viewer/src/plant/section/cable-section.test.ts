import type { CableType } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { cableSection } from "./cable-section.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);
const typeOf = (id: string) => network.get("cableTypes", network.get("cables", id)?.typeId ?? "") as CableType;

test("a cable of 24 has two tubes of twelve strands, each in its colour", () => {
  const trunk = cable("OLT1", "SC1");
  const { tubes } = cableSection(network, trunk, typeOf(trunk), new Set());
  expect(tubes.map(({ colour, strands }) => [colour.colour, strands.length])).toEqual([
    ["blue", 12],
    ["orange", 12],
  ]);
  expect(tubes[0]?.strands.map(({ colour }) => colour.colour).slice(0, 3)).toEqual(["blue", "orange", "green"]);
});

test("a strand is free, joined, or lit where it is said to be", () => {
  const trunk = cable("OLT1", "SC1");
  const { tubes, uses } = cableSection(network, trunk, typeOf(trunk), new Set(["1.2"]));
  expect(uses).toEqual({ free: 22, joined: 1, lit: 1 });
  const [first, second, third] = tubes[0]?.strands ?? [];
  expect([first?.use, second?.use, third?.use]).toEqual(["joined", "lit", "free"]);
  expect(first?.a && first.b && [first.a.id, first.b.id].length).toBe(2);
});

test("strands of the pilot scheme are red, green and natural", () => {
  const trunk = cable("SC1", "SC2");
  const type: CableType = { ...typeOf(trunk), strands: 6, strandsPerTube: 6, strandColours: "pilot" };
  const { tubes } = cableSection(network, trunk, type, new Set());
  expect(tubes[0]?.strands.map(({ colour }) => colour.colour)).toEqual([
    ...["red", "green"],
    ...["natural", "natural", "natural", "natural"],
  ]);
});

test("every strand of a cable of 288 lies in its tube", () => {
  const trunk = cable("SC1", "SC2");
  const type: CableType = { ...typeOf(trunk), strands: 288, tubes: 24, strandsPerTube: 12 };
  for (const { x, y, r, strands } of cableSection(network, trunk, type, new Set()).tubes)
    for (const strand of strands) expect(Math.hypot(strand.x - x, strand.y - y) + strand.r).toBeLessThan(r);
});
