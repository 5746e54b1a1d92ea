import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pointDistances } from "./lay-points.ts";
import { readSor } from "./read-sor.ts";
import { encodeSor, type SorContent } from "./testing/encode-sor.ts";
import { exampleContent } from "./testing/example-content.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/sor/${name}`, import.meta.url)));
const read = (bytes: Uint8Array) => readSor(bytes, { fileName: "a.sor" });
const encoded = (change: Partial<SorContent>) => encodeSor({ ...exampleContent(2), ...change });
const acquisitionOf = (change: Partial<SorContent["acquisition"]>) =>
  encoded({ acquisition: { ...exampleContent(2).acquisition, ...change } });

/** Issues as code, block and byte, without the notes on blocks that are not read. */
function found(bytes: Uint8Array) {
  return read(bytes)
    .issues.filter(({ severity }) => severity !== "info")
    .map(({ code, place }) => [code, place.block, place.offset] as const);
}

/** Offset of a block's first byte. */
function offsetOf(bytes: Uint8Array, name: string): number {
  return read(bytes).trace!.blocks.find((block) => block.name === name)!.offset;
}

function changed(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
}

describe.each([1, 2] as const)("format version %i", (formatVersion) => {
  const bytes = fixture(`example-v${formatVersion}.sor`);

  test("the fixture is what the example writes", () => {
    expect(bytes).toEqual(encodeSor(exampleContent(formatVersion)));
  });

  test("the closure, the connector and the end of a 20 km fibre stand where they are", () => {
    const { trace } = read(bytes);
    const rows = trace!.events.map(({ distanceM, lossDb, reflectanceDb, type }) => [
      Math.round(distanceM!),
      lossDb,
      reflectanceDb,
      type.kind,
      type.isEnd,
      type.landmark,
    ]);
    expect(rows).toEqual([
      [4_200, 0.12, null, "non-reflective", false, null],
      [9_650, 0.31, -47.2, "reflective", false, 3],
      [20_100, 18.4, -14.6, "reflective", true, null],
    ]);
    expect(trace).toMatchObject({ formatVersion, waveNm: 1550.2, groupIndex: 1.4685, checksum: { result: "ok" } });
  });

  test("the curve begins before the instrument's zero and falls along the fibre", () => {
    const { points } = read(bytes).trace!;
    const distanceM = pointDistances(points!);
    expect([distanceM.length, Math.round(distanceM[0]! * 100), Math.round(distanceM.at(-1)!)]).toEqual([
      points!.levelDb.length,
      -510,
      24_983,
    ]);
    const at = (metres: number) => points!.levelDb[distanceM.findIndex((distance) => distance >= metres)]!;
    expect([at(4_000) - at(4_300), at(15_000) - at(16_000)]).toEqual([
      expect.closeTo(0.12 + 0.063, 1),
      expect.closeTo(0.21, 1),
    ]);
  });

  test("a manufacturer's block is kept by name and length, with a note of its byte", () => {
    const { trace, issues } = read(bytes);
    const lengthBytes = formatVersion === 2 ? 5 + "ExampleVendor\0".length : 5;
    const offset = offsetOf(bytes, "ExampleVendor");
    expect(trace!.blocks).toContainEqual({
      name: "ExampleVendor",
      version: 100 * formatVersion,
      offset,
      lengthBytes,
      isRead: false,
    });
    expect(issues).toMatchObject([
      { severity: "info", code: "SOR_BLOCK_UNKNOWN", place: { block: "ExampleVendor", offset } },
    ]);
  });
});

describe("a broken file", () => {
  const bytes = encodeSor(exampleContent(2));

  test("of no bytes, of other bytes, of another version or too large is refused", () => {
    const refused = (file: Uint8Array, maxBytes = 1e6) => {
      const { trace, issues } = readSor(file, { fileName: "a.sor", maxBytes });
      return [trace, issues.map(({ code }) => code)];
    };
    expect(refused(new Uint8Array(0))).toEqual([undefined, ["FILE_EMPTY"]]);
    expect(refused(new TextEncoder().encode("code,name\n1,a\n"))).toEqual([undefined, ["SOR_UNKNOWN"]]);
    expect(refused(changed(bytes, 4, 44, 1))).toEqual([undefined, ["SOR_VERSION"]]);
    expect(refused(bytes, 100)).toEqual([undefined, ["LIMIT_BYTES"]]);
  });

  test("cut within the events keeps the events before, and names every block that is cut", () => {
    const cut = bytes.subarray(0, offsetOf(bytes, "KeyEvents") + 10 + 2 + 43 + 20);
    const { trace } = read(cut);
    expect(trace!.events.map(({ number }) => number)).toEqual([1]);
    expect(trace).toMatchObject({ summary: null, waveNm: 1550.2, checksum: { result: "absent" } });
    expect(trace!.points!.levelDb.length).toBe(0);
    expect(found(cut)).toEqual([
      ["SOR_TRUNCATED", "KeyEvents", offsetOf(bytes, "KeyEvents")],
      ...["DataPts", "ExampleVendor", "Cksum"].map((name) => ["SOR_TRUNCATED", name, cut.length]),
      ["SOR_POINTS", "DataPts", undefined],
    ]);
  });

  test("cut within the curve keeps the points before, at their distances", () => {
    const cut = bytes.subarray(0, offsetOf(bytes, "DataPts") + 8 + 6 + 6 + 2 * 100 + 1);
    const { points } = read(cut).trace!;
    expect(points!.levelDb).toEqual(read(bytes).trace!.points!.levelDb.slice(0, 100));
    expect(pointDistances(points!).length).toBe(100);
  });

  test("cut within the acquisition keeps its fields before, and no distance is made up", () => {
    const cut = bytes.subarray(0, offsetOf(bytes, "FxdParams") + 10 + 8);
    const { trace } = read(cut);
    expect(trace).toMatchObject({ acquisition: { measuredAtS: 1_604_902_215, shownUnit: "km" }, groupIndex: null });
    expect(found(cut)).toContainEqual(["SOR_INDEX", "FxdParams", undefined]);
  });

  test("without a group index has events in time and none in metres", () => {
    const { trace } = read(acquisitionOf({ groupIndex: 0 }));
    expect(found(acquisitionOf({ groupIndex: 0 }))).toEqual([["SOR_INDEX", "FxdParams", undefined]]);
    expect(trace!.events.map(({ distanceM }) => distanceM)).toEqual([null, null, null]);
    expect(trace!.events[0]!.timeNs).toBeCloseTo((4_200 * 1.4685) / 0.299792458, 1);
    expect(trace!.points!.stretches).toEqual([]);
  });

  test("without a spacing has points but no places for them", () => {
    const none = acquisitionOf({ pulses: [{ ...exampleContent(2).acquisition.pulses[0]!, spacingNs: 0 }] });
    expect(found(none)).toEqual([["SOR_SPACING", "FxdParams", undefined]]);
    expect(read(none).trace!.points!.levelDb.length).toBeGreaterThan(2_000);
  });

  test("whose block does not begin with its name leaves out that block alone", () => {
    const at = offsetOf(bytes, "KeyEvents");
    const { trace } = read(changed(bytes, at, 0x58));
    expect(found(changed(bytes, at, 0x58))[0]).toEqual(["SOR_BLOCK_INVALID", "KeyEvents", at]);
    expect([trace!.events.length, trace!.points!.levelDb.length > 2_000]).toEqual([0, true]);
  });

  test("with a count that its block has no room for says at which byte", () => {
    const pulses = offsetOf(bytes, "FxdParams") + 10 + 16;
    expect(found(changed(bytes, pulses, 0xff, 0xff))[0]).toEqual(["SOR_BLOCK_INVALID", "FxdParams", pulses]);
    const events = offsetOf(bytes, "KeyEvents") + 10;
    const [code, block, offset] = found(changed(bytes, events, 0xff, 0xff))[0]!;
    expect([code, block]).toEqual(["SOR_BLOCK_INVALID", "KeyEvents"]);
    expect(offset).toBeGreaterThan(events);
    expect(offset).toBeLessThanOrEqual(offsetOf(bytes, "DataPts"));
    expect(read(changed(bytes, events, 0xff, 0xff)).trace!.events.slice(0, 3)).toEqual(read(bytes).trace!.events);
  });

  test("with a point count of four thousand million allocates only what is there", () => {
    const section = offsetOf(bytes, "DataPts") + 8 + 6;
    const huge = changed(bytes, section, 0xff, 0xff, 0xff, 0xff);
    expect(read(huge).trace!.points!.levelDb.length).toBe(exampleContent(2).levels[0]!.raw.length);
    expect(found(huge)[0]).toEqual(["SOR_BLOCK_INVALID", "DataPts", offsetOf(bytes, "ExampleVendor")]);
  });

  test("changed in one bit has a checksum that does not match, and is read", () => {
    const at = offsetOf(bytes, "DataPts") + 100;
    expect(read(changed(bytes, at, bytes[at]! ^ 1)).trace!.checksum.result).toBe("mismatch");
    expect(found(changed(bytes, at, bytes[at]! ^ 1))).toEqual([["SOR_CHECKSUM", "Cksum", undefined]]);
  });

  test("whose map breaks off keeps the blocks named before", () => {
    const third = "Map\0".length + 8 + ("GenParams".length + 7) + ("SupParams".length + 7);
    const cut = changed(bytes, third, 0);
    expect(read(cut).trace).toMatchObject({ link: { locationA: "马山机房" }, instrument: { model: "T-100" } });
    expect(found(cut)[0]).toEqual(["SOR_MAP", "Map", third]);
    expect(found(cut)).toContainEqual(["SOR_BLOCK_MISSING", "FxdParams", undefined]);
  });
});

describe("what instruments write otherwise", () => {
  test("names in GB18030 or Latin-1 are read as they were written", () => {
    const written = encodeSor({ ...exampleContent(1), link: { ...exampleContent(1).link, cableId: "AAAAAAAA" } });
    const at = written.findIndex((_, i) => written.slice(i, i + 8).every((byte) => byte === 0x41));
    const gb = [0xc2, 0xed, 0xc9, 0xbd, 0xb9, 0xe2, 0xc0, 0xc2];
    expect(read(changed(written, at, ...gb)).trace!.link.cableId).toBe("马山光缆");
    expect(read(changed(written, at, 0x4e, 0xf8, 0x20)).trace!.link.cableId).toBe("Nø AAAAA");
  });

  test("a wavelength that cannot be, or differs from the nominal one, is said", () => {
    expect(read(acquisitionOf({ measuredWaveNm: 155 })).trace!.waveNm).toBe(1550);
    expect(found(acquisitionOf({ measuredWaveNm: 155 }))).toEqual([["SOR_WAVELENGTH", "FxdParams", undefined]]);
    expect(found(acquisitionOf({ measuredWaveNm: 1310 }))).toEqual([["SOR_WAVELENGTH", "FxdParams", undefined]]);
  });

  test("a launch cable set as the user's zero is said in metres, and shifts nothing", () => {
    const bytes = encoded({ link: { ...exampleContent(2).link, userOffsetNs: 4_898.4 } });
    expect(read(bytes).issues).toContainEqual(
      expect.objectContaining({ code: "SOR_OFFSET", severity: "warning", params: { offsetM: 1_000 } }),
    );
    expect(read(bytes).trace!.events).toEqual(read(encoded({})).trace!.events);
  });

  test("an event's code that the format does not know is kept as it is", () => {
    const [first, ...others] = exampleContent(2).events;
    const bytes = encoded({ events: [{ ...first!, code: "7Z9999" }, ...others] });
    expect(read(bytes).trace!.events[0]!.type).toMatchObject({ code: "7Z9999", kind: "unknown", origin: "unknown" });
    expect(read(bytes).issues).toContainEqual(
      expect.objectContaining({
        code: "SOR_EVENT_CODE",
        value: "7Z9999",
        place: expect.objectContaining({ feature: 1 }),
      }),
    );
  });

  test("a second block of one name is not read, and bytes left over in a block are counted", () => {
    const others = [
      { name: "GenParams", bytes: new Uint8Array(4) },
      { name: "Cksum", bytes: Uint8Array.from([1, 2, 3, 4]) },
    ];
    expect(found(encoded({ others })).map(([code, block]) => [code, block])).toEqual([
      ["SOR_BLOCK_REPEATED", "GenParams"],
      ["SOR_BLOCK_REPEATED", "Cksum"],
      ["SOR_CHECKSUM", "Cksum"],
    ]);
    expect(read(encoded({ others })).issues).toContainEqual(
      expect.objectContaining({ code: "SOR_BLOCK_REST", params: { bytes: 2 } }),
    );
  });

  test("a curve of two pulse widths has a stretch for each, the second behind the first", () => {
    const pulses = [
      { widthNs: 10, spacingNs: 5, points: 1_000 },
      { widthNs: 275, spacingNs: 50, points: exampleContent(2).levels[0]!.raw.length - 1_000 },
    ];
    const { stretches } = read(acquisitionOf({ pulses, offsetNs: 0 })).trace!.points!;
    expect(stretches.map(({ from, pulseWidthNs, startM }) => [from, pulseWidthNs, Math.round(startM)])).toEqual([
      [0, 10, 0],
      [1_000, 275, 1_021],
    ]);
  });
});
