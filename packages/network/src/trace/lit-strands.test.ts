import { expect, test } from "vitest";
import { unsplice } from "../operations/unsplice.ts";
import { sketch } from "../testing/sketch.ts";
import { litStrands } from "./lit-strands.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

test("strands between an OLT and the villages are lit, the spare ones dark", () => {
  expect(litStrands(network, cable("OLT1", "SC1"))).toEqual(["1.1", "1.2"]);
  expect(litStrands(network, cable("SC1", "V1"))).toEqual(["1.1"]);
});

test("beyond a splice that was taken out it is dark, and before it lit", () => {
  const splice = [...network.records("splices")].find(({ closureId }) => closureId === "SC2");
  const answer = unsplice(network, { spliceIds: [splice!.id as never] });
  const after = answer.ok ? network.apply(answer.value) : network;
  expect(litStrands(after, cable("SC1", "SC2"))).toEqual(["1.1"]);
  expect(litStrands(after, cable("SC2", "V2"))).toEqual([]);
});

test("a cable of nothing joined, and one that is not there, have no lit strand", () => {
  const alone = sketch("SC1 ==24== SC2");
  expect(litStrands(alone.network, alone.cable("SC1", "SC2"))).toEqual([]);
  expect(litStrands(network, "ghost" as never)).toEqual([]);
});
