import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";
import { drawingOf } from "./drawing.ts";

const { network, at, cable } = sketch("OLT1 ==24== SC1 ==12== SC2");

test("what a design removes is drawn where it was, what it moves where it was and will be, and a cable along its spans", () => {
  const node = network.get("nodes", "SC2" as never);
  const span = network.get("spans", at("OLT1", "SC1"));
  if (!node || !span) throw new Error("The plant is not as drawn.");
  const change = {
    note: "",
    put: {
      nodes: [{ ...node, position: [108.5, 23.5] as const }],
      cables: [{ ...network.get("cables", cable("OLT1", "SC1")), name: "n" }],
    },
    remove: { spans: [at("SC1", "SC2")] },
  } as never;
  const drawing = drawingOf(network, network.apply(change), differencesOf(network, change));
  const told = drawing.map(({ object, kind, line, at: point }) => `${object.id} ${kind} ${line ? "line" : point}`);
  expect(told.sort()).toEqual(
    [
      "OLT1-SC1 changed line",
      "SC1-SC2 removed line",
      "SC2 changed 108.5,23.5",
      `SC2 removed ${node.position.join(",")}`,
    ].sort(),
  );
});
