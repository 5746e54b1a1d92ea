import { expect, test } from "vitest";
import { parseTraceStart } from "./trace-start.ts";

test("a trace starts at a strand, an end of one, a port, a village or a circuit, whose ids may hold slashes", () => {
  expect(parseTraceStart("cables/C/1/2.3")).toEqual({ cableId: "C/1", tube: 2, strand: 3 });
  expect(parseTraceStart("cables/C1/2.3/b")).toEqual({ cableId: "C1", tube: 2, strand: 3, end: "b" });
  expect(parseTraceStart("equipment/OLT1/4")).toEqual({ equipmentId: "OLT1", port: 4 });
  expect(parseTraceStart("villages/45/1")).toEqual({ villageCode: "45/1" });
  expect(parseTraceStart("circuits/K1")).toEqual({ circuitId: "K1" });
});

test("what names none of these starts no trace", () => {
  for (const text of ["", "cables/C1", "cables/C1/0.1", "equipment/E1/x", "spans/S1"])
    expect(parseTraceStart(text)).toBeNull();
});
