import { expect, test } from "vitest";
import { defaultCableTypes } from "../catalogue/catalogue.ts";
import type { Cable } from "../records/cable.ts";
import type { NodeId, SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import { Network } from "../snapshot/network.ts";
import { cableLengths } from "./cable-lengths.ts";

const span = (from: string, to: string, lengthM: number, more: Partial<Span> = {}): Span => ({
  id: `${from}${to}` as SpanId,
  from: from as NodeId,
  to: to as NodeId,
  support: "aerial",
  line: [],
  lengthM,
  status: "operational",
  ...more,
});

const network = Network.of({
  spans: [span("A", "B", 1000), span("C", "B", 2000, { support: "duct", measuredM: 2100, confidence: "assumed" })],
});

const cable: Cable = {
  id: "K" as Cable["id"],
  typeId: "gyta-24" as Cable["typeId"],
  startNodeId: "A" as NodeId,
  spanIds: ["AB", "CB"] as SpanId[],
  slack: [{ nodeId: "B" as NodeId, sheathM: 20 }],
  status: "operational",
};

function measured(more: Partial<Cable> = {}) {
  const lengths = cableLengths(network, { ...cable, ...more }, defaultCableTypes[3]);
  return { ...lengths, chainages: lengths.chainages.map(({ sheathM }) => Math.round(sheathM * 1000) / 1000) };
}

test("sheath is drawn or measured metres with reserve and slack, glass is longer by the lay, and the weakest is what is known", () => {
  const lengths = measured();
  expect(lengths.chainages).toEqual([0, 1015, 1015 + 20 + 2110.5]);
  expect(lengths).toMatchObject({ drawnM: 3000, confidence: "assumed", sheathFrom: "spans" });
  expect(lengths.sheathM).toBeCloseTo(3145.5, 9);
  expect(lengths.glassM).toBeCloseTo(3145.5 * 1.007, 9);
  expect(lengths.spreadM).toBeCloseTo(lengths.glassM * 0.05, 9);
});

test("marks read off the sheath go before what the line says, also where they count down", () => {
  const marks = (at: string, markM: number) => ({ nodeId: at as NodeId, markM });
  const whole = measured({ marks: [marks("A", 5000), marks("C", 1900)] });
  expect(whole).toMatchObject({
    sheathFrom: "marks",
    chainages: [0, Math.round((1015 / 3145.5) * 3_100_000) / 1000, 3100],
  });
  const part = measured({ marks: [marks("A", 0), marks("B", 1100)] });
  expect(part).toMatchObject({ sheathFrom: "partly-marks", chainages: [0, 1100, 3230.5] });
});
