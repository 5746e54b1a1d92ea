import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pointDistances } from "./lay-points.ts";
import { readSor } from "./read-sor.ts";
import type { SorEvent, SorTrace } from "./sor-trace.ts";

const folder = fileURLToPath(new URL("../../../../../shared/data/otdr/", import.meta.url));
const hasTraces = existsSync(folder);
const bytesOf = (name: string) => new Uint8Array(readFileSync(folder + name));

/** A file's contents as another program decoded them: texts and numbers by the names it gives them. */
type Decoded = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function open(name: string) {
  const decoded: Decoded = JSON.parse(readFileSync(`${folder}${name}-dump.json`, "utf8"));
  return { ...readSor(bytesOf(`${name}.sor`), { fileName: name }), decoded };
}

describe.skipIf(!hasTraces)(`real traces${hasTraces ? "" : " (skipped: ../shared/data/otdr not present)"}`, () => {
  describe.each(["demo_ab", "sample1310_lowDR"])("%s", (name) => {
    test("every block stands where the other program found it, and is read to its last byte", () => {
      const { trace, issues, decoded } = open(name);
      const blocks = Object.values(decoded.blocks!).toSorted((a, b) => order(a) - order(b));
      expect(
        trace!.blocks.map(({ name: title, offset, lengthBytes, version }) => [title, offset, lengthBytes, version]),
      ).toEqual(
        (blocks as Block[]).map(({ name: title, pos, size, version }) => [
          title,
          pos,
          size,
          Math.round(Number(version) * 100),
        ]),
      );
      expect(issues.map(({ code }) => code).filter((code) => code !== "SOR_BLOCK_UNKNOWN")).toEqual(
        decoded.Cksum!.match ? [] : ["SOR_CHECKSUM"],
      );
      expect(trace!.formatVersion).toBe(decoded.format);
    });

    test("link and instrument are the same, field by field", () => {
      const { trace, decoded } = open(name);
      const { link, instrument } = trace!;
      const { GenParams: given, SupParams: made } = decoded as Record<string, Record<string, string>>;
      const own = {
        "build condition": `${{ "as-built": "BC", "as-current": "CC", "as-repaired": "RC", other: "OT" }[link.condition!]} (${link.condition})`,
        "cable ID": link.cableId,
        "cable code/fiber type": link.cableCode,
        comments: link.comment,
        "fiber ID": link.fibreId,
        ...(link.fibreType !== undefined && { "fiber type": `G.${link.fibreType} (standard SMF)` }),
        language: link.language,
        "location A": link.locationA,
        "location B": link.locationB,
        operator: link.operator,
        "user offset": String(link.userOffsetNs),
        ...(link.userOffsetDistance !== undefined && { "user offset distance": String(link.userOffsetDistance) }),
        wavelength: `${link.nominalWaveNm} nm`,
      };
      expect(own).toEqual(trimmed(given!));
      expect({
        OTDR: instrument.model,
        "OTDR S/N": instrument.serial,
        module: instrument.module,
        "module S/N": instrument.moduleSerial,
        other: instrument.other,
        software: instrument.software,
        supplier: instrument.supplier,
      }).toEqual(trimmed(made!));
    });

    test("the acquisition is the same, field by field", () => {
      const { trace, decoded } = open(name);
      expect(acquisitionFields(trace!)).toEqual(numbersOf(decoded.FxdParams!));
    });

    test("events and summary are the same, distances within the millimetre shown", () => {
      const { trace, decoded } = open(name);
      const {
        Summary: summary,
        "num events": count,
        ...events
      } = decoded.KeyEvents as Record<string, Record<string, string>>;
      expect(trace!.events.length).toBe(count);
      expect(trace!.events.map(eventFields)).toEqual(Object.values(events).map(trimmed));
      const { lossDb, lossFromM, lossToM, returnLossDb, returnLossFromM, returnLossToM } = trace!.summary!;
      const km = (metres: number | null) => Math.round(metres! * 1000) / 1e6;
      expect({
        "total loss": lossDb,
        "loss start": km(lossFromM),
        "loss end": km(lossToM),
        ORL: returnLossDb ?? 0,
        "ORL start": km(returnLossFromM),
        "ORL finish": km(returnLossToM),
      }).toEqual(summary);
    });

    test("points and checksum are the same", () => {
      const { trace, decoded } = open(name);
      const { levelDb } = trace!.points!;
      const levels = Array.from(levelDb, (level) => -level);
      const { DataPts: points, Cksum: sum } = decoded;
      expect([levels.length, Math.max(...levels), Math.min(...levels)]).toEqual([
        points!["num data points"],
        points!["max before offset"],
        points!["min before offset"],
      ]);
      expect(trace!.checksum).toEqual({
        result: sum!.match ? "ok" : "mismatch",
        stored: sum!.checksum,
        computed: sum!.checksum_ours,
      });
    });
  });

  test("every point of the curve lies where the other program drew it", () => {
    const text = gunzipSync(bytesOf("demo_ab-trace.dat.gz")).toString();
    const drawn = text
      .trim()
      .split("\n")
      .map((line) => line.split("\t").map(Number));
    const { points } = open("demo_ab").trace!;
    const top = Math.max(...Array.from(points!.levelDb, (level) => -level));
    const distanceM = pointDistances(points!);
    const own = Array.from(points!.levelDb, (level, i) => [distanceM[i]! / 1000, top + level]);
    expect(own.length).toBe(drawn.length);
    const off = own.filter(
      ([km, db], i) => Math.abs(km! - drawn[i]![0]!) > 6e-7 || Math.abs(db! - drawn[i]![1]!) > 6e-7,
    );
    expect(off).toEqual([]);
  });
});

interface Block {
  readonly name: string;
  readonly pos: number;
  readonly size: number;
  readonly version: string;
}

const order = (block: unknown) => (block as { order: number }).order;
const trimmed = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value.trim()]));

/** The other program's texts as numbers where they are numbers with a unit: `0.02499999 usec`, `-81.50 dB`. */
function numbersOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const number = (value: unknown) => /^-?[\d.]+( (nm|ns|dB|usec|sec))?$/.test(String(value));
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, number(value) ? 0 + Number.parseFloat(String(value)) : value]),
  );
}

function acquisitionFields({
  acquisition,
  points,
  groupIndex,
}: Pick<SorTrace, "acquisition" | "points" | "groupIndex">) {
  const { pulses, measuredAtS, shownUnit, traceType, window } = acquisition;
  const date = new Date(measuredAtS! * 1000);
  const [day, month] = [date, date].map((at, i) =>
    at.toLocaleString("en", { timeZone: "UTC", ...(i ? { month: "short" } : { weekday: "short" }) }),
  );
  const clock = date.toISOString().slice(11, 19);
  const count = points!.levelDb.length;
  const { stepM } = points!.stretches[0]!;
  const second = {
    "acquisition offset distance": acquisition.offsetDistance,
    "acquisition range distance": acquisition.rangeDistance,
    "averaging time": acquisition.averagingS,
    "trace type": traceType === "standard" ? "ST[standard trace]" : traceType,
    ...Object.fromEntries(["X1", "Y1", "X2", "Y2"].map((key, i) => [key, window?.[i]])),
  };
  return {
    BC: acquisition.backscatterDb,
    "EOT thr": acquisition.endThresholdDb,
    "acquisition offset": Math.round(acquisition.offsetNs! * 10),
    "date/time": `${day} ${month} ${String(date.getUTCDate()).padStart(2, "0")} ${clock} ${date.getUTCFullYear()} (${measuredAtS} sec)`,
    "front panel offset": acquisition.frontPanelOffsetNs,
    index: groupIndex,
    "loss thr": acquisition.lossThresholdDb,
    "noise floor level": acquisition.noiseFloor,
    "noise floor scaling factor": acquisition.noiseFloorScale,
    "num averages": acquisition.averages,
    "num data points": count,
    "number of pulse width entries": pulses!.length,
    "power offset first point": acquisition.firstPointPower,
    "pulse width": pulses![0]!.widthNs,
    range: expect.closeTo((count * stepM) / 1000, 9),
    "refl thr": acquisition.reflectanceThresholdDb,
    resolution: expect.closeTo(stepM, 9),
    "sample spacing": pulses![0]!.spacingNs / 1000,
    unit: { mt: "mt (meters)", km: "km (kilometers)" }[shownUnit!],
    wavelength: acquisition.measuredWaveNm,
    ...(traceType !== undefined && second),
  };
}

function eventFields({ type, method, markers, comment, ...event }: SorEvent): Record<string, string> {
  const fixed = (value: number | null) => (value ?? 0).toFixed(3);
  const km = (metres: number | null) => fixed(metres! / 1000);
  const kind = type.kind === "reflective" ? "reflection" : "loss/drop/gain";
  return {
    comments: comment,
    distance: km(event.distanceM),
    "refl loss": fixed(event.reflectanceDb),
    slope: fixed(event.slopeDbPerKm),
    "splice loss": fixed(event.lossDb),
    type: `${type.code}${method === "least-squares" ? "LS" : method} {auto} ${kind}`,
    ...(markers && {
      "end of prev": km(markers.previousEndM),
      "start of curr": km(markers.startM),
      "end of curr": km(markers.endM),
      "start of next": km(markers.nextStartM),
      peak: km(markers.peakM),
    }),
  };
}
