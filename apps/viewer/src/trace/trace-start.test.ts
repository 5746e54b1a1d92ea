import fc from "fast-check";
import { expect, test } from "vitest";
import { formatTraceStart, parseTraceStart, type TraceQuestion } from "./trace-start.ts";

const id = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => /^\S(?:.*\S)?$/.test(text));
const number = fc.integer({ min: 1, max: 999 });
const question: fc.Arbitrary<TraceQuestion> = fc.oneof(
  fc.record({ equipmentId: id, port: number }),
  fc.record({ cableId: id, tube: number, strand: number }),
  fc.record({ cableId: id, tube: number, strand: number, end: fc.constantFrom("a" as const, "b" as const) }),
  fc.record({ villageCode: id }),
  fc.record({ circuitId: id }),
);

test("any start is read from the address as it was written, whatever signs its id has", () => {
  fc.assert(
    fc.property(question, (one) => {
      expect(parseTraceStart(formatTraceStart(one))).toEqual(one);
    }),
  );
  expect(parseTraceStart("cables/S1/A1/2.3")).toEqual({ cableId: "S1/A1", tube: 2, strand: 3 });
});

test("what is no start is none", () => {
  for (const text of [null, "", "cables/C1", "cables/C1/x.y", "equipment/E", "nodes/N1"])
    expect(parseTraceStart(text)).toBeNull();
});
