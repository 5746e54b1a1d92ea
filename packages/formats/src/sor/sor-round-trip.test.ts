import fc from "fast-check";
import { expect, test } from "vitest";
import { crc16 } from "./crc16.ts";
import { eventType } from "./event-code.ts";
import { readSor } from "./read-sor.ts";
import type { SorEvent, SorTrace } from "./sor-trace.ts";
import { anyContent } from "./testing/any-content.ts";
import { type EventContent, encodeSor, type SorContent } from "./testing/encode-sor.ts";

const lightMPerS = 299_792_458;

test("what is written as a SOR file is read back as the same records", () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const bytes = encodeSor(content);
      const { trace } = readSor(bytes, { fileName: "a.sor" });
      const { blocks, points, waveNm, ...records } = trace!;
      expect(records).toEqual(recordsOf(content, bytes));
      expect(Array.from(points!.levelDb)).toEqual(
        content.levels.flatMap(({ scale, raw }) => raw.map((level) => 0 - (level * scale) / 1e6)),
      );
      expect(namesOf(blocks)).toEqual(namesOf(content.others, "GenParams SupParams FxdParams KeyEvents DataPts"));
      expect(blocks.at(-1)!.offset + blocks.at(-1)!.lengthBytes).toBe(bytes.length);
      expect([content.acquisition.measuredWaveNm, content.link.nominalWaveNm, null]).toContain(waveNm);
    }),
    { numRuns: 300 },
  );
});

test("a sound file of any content has no error but a lack of spacing, and its checksum is right", () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const { trace, issues } = readSor(encodeSor(content), { fileName: "a.sor" });
      const errors = issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
      expect(errors.filter((code) => code !== "SOR_SPACING")).toEqual([]);
      expect(trace!.checksum.result).toBe("ok");
    }),
    { numRuns: 100 },
  );
});

test("a file cut anywhere says where it ends and keeps the events and points before", () => {
  fc.assert(
    fc.property(anyContent, fc.nat(9_999), (content, part) => {
      const bytes = encodeSor(content);
      const whole = readSor(bytes, { fileName: "a.sor" }).trace!;
      const cut = bytes.subarray(0, Math.floor((part / 10_000) * bytes.length));
      const { trace, issues } = readSor(cut, { fileName: "a.sor" });
      expect(issues.map(({ code }) => code)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(FILE_EMPTY|SOR_(UNKNOWN|MAP|TRUNCATED))$/)]),
      );
      const hasIndex = trace?.groupIndex === whole.groupIndex;
      if (!trace || !hasIndex) return;
      expect(whole.events.slice(0, trace.events.length)).toEqual(trace.events);
      const kept = trace.points?.levelDb ?? new Float64Array(0);
      expect(whole.points!.levelDb.slice(0, kept.length)).toEqual(kept);
    }),
    { numRuns: 300 },
  );
});

test("the checksum is the one that ITU-T V.41 gives from 0xFFFF", () => {
  expect(crc16(new TextEncoder().encode("123456789"))).toBe(0x29b1);
});

function recordsOf(content: SorContent, bytes: Uint8Array): Omit<SorTrace, "blocks" | "points" | "waveNm"> {
  const { formatVersion, link, instrument, acquisition, events, summary } = content;
  const { fibreType, userOffsetDistance, ...firstLink } = link;
  const { offsetDistance, averagingS, rangeDistance, traceType, window, ...firstAcquisition } = acquisition;
  const { groupIndex } = acquisition;
  const metres = (ns: number) => expect.closeTo((ns * 1e-9 * lightMPerS) / groupIndex, 6) as unknown as number;
  const stored = new DataView(bytes.buffer).getUint16(bytes.length - 2, true);
  return {
    formatVersion,
    link: formatVersion === 2 ? link : firstLink,
    instrument,
    acquisition: formatVersion === 2 ? acquisition : firstAcquisition,
    groupIndex,
    events: events.map((event) => eventOf(event, formatVersion, metres)),
    summary: {
      lossDb: summary.lossDb,
      lossFromM: metres(summary.lossFromNs),
      lossToM: metres(summary.lossToNs),
      returnLossDb: summary.returnLossDb,
      returnLossFromM: metres(summary.returnLossFromNs),
      returnLossToM: metres(summary.returnLossToNs),
    },
    checksum: { result: "ok", stored, computed: stored },
  };
}

function eventOf({ code, markers, ...event }: EventContent, version: 1 | 2, metres: (ns: number) => number): SorEvent {
  const { previousEndNs, startNs, endNs, nextStartNs, peakNs } = markers;
  const inMetres = {
    previousEndM: metres(previousEndNs),
    startM: metres(startNs),
    endM: metres(endNs),
    nextStartM: metres(nextStartNs),
    peakM: metres(peakNs),
  };
  return {
    ...event,
    distanceM: metres(event.timeNs),
    type: eventType(code),
    ...(version === 2 && { markers: inMetres }),
  };
}

function namesOf(blocks: readonly { readonly name: string }[], before = ""): string {
  const names = blocks.map(({ name }) => name).join(" ");
  return before === "" ? names : [before, names, "Cksum"].filter(Boolean).join(" ");
}
