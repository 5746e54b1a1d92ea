import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IssueLog } from "../file/issue-log.ts";
import { parseAngle, parseAnglePair } from "./angle.ts";
import { cleanText, narrowText, wordKey } from "./clean.ts";
import { parseDate } from "./date.ts";
import { decodeText } from "./decode.ts";
import { isLossy, recover } from "./mojibake.ts";
import { isMangledCode, parseCount, parseNumber } from "./number.ts";

describe("cells as people type them", () => {
  test.each([
    ["１２３４．５", 1234.5],
    ["1,234,567", 1234567],
    ["1 234", 1234],
    ["-12.5", -12.5],
    ["300户", 300],
    ["12 people", 12],
    ["1,23", undefined],
    ["12abc", undefined],
    ["", undefined],
    ["Infinity", undefined],
    ["0x10", undefined],
  ])("%j is the number %s", (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  test.each([
    ["12.0", 12],
    ["-1", undefined],
    ["1.5", undefined],
    ["9".repeat(20), undefined],
  ])("%j is the count %s", (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  test.each([
    ["108.3275", 108.3275, undefined],
    ["东经108.3275", 108.3275, "lon"],
    ["108.3275°E", 108.3275, "lon"],
    ["22.5S", -22.5, "lat"],
    ["108°19′39″", 108.3275, undefined],
    ["108度19分39秒", 108.3275, undefined],
    ["北纬22°48'54.6\"", 22.8151666667, "lat"],
    ["108:19:39", 108.3275, undefined],
    ["-0°30'0\"", -0.5, undefined],
  ])("%s is the angle %d (%s)", (text, degrees, axis) => {
    const angle = parseAngle(text);
    expect(angle?.degrees).toBeCloseTo(degrees, 9);
    expect(angle?.axis).toBe(axis);
  });

  test.each(["108°60′00″", "108°19′60″", "-22.5S", "x", "", "12 34 56 78"])("%j is no angle", (text) => {
    expect(parseAngle(text)).toBeUndefined();
  });

  test("an angle written in degrees, minutes and seconds reads back to a tenth of a millimetre", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 179 }), fc.nat(59), fc.nat(599_999), (degrees, minutes, seconds) => {
        const written = `${degrees}°${minutes}′${seconds / 10_000}″`;
        expect(parseAngle(written)?.degrees).toBeCloseTo(degrees + minutes / 60 + seconds / 36_000_000, 9);
      }),
    );
  });

  test.each([
    ["108.3,22.8", 108.3, 22.8],
    ["108.3 22.8", 108.3, 22.8],
    ["(108.3，22.8)", 108.3, 22.8],
    ["POINT(108.3 22.8)", 108.3, 22.8],
    ["POINT Z (108.3 22.8 5)", 108.3, 22.8],
    ["北纬22.8、东经108.3", 108.3, 22.8],
  ])("%s is one position", (text, lon, lat) => {
    expect(parseAnglePair(text)).toEqual({ lon, lat });
  });

  test("unseen characters go, full-width letters narrow only where asked", () => {
    expect(cleanText("\ufeff杨\u200b村\u00a0 １ ")).toBe("杨村 １");
    expect(narrowText("ＡＢ　１２，")).toBe("AB 12,");
    expect(["人口（人）", "Village_Code ", "县(区)代码", "经度(GCJ-02)"].map(wordKey)).toEqual([
      "人口",
      "villagecode",
      "县区代码",
      "经度",
    ]);
  });

  test.each([
    ["4.50102E+11", true],
    ["4.5E+11", true],
    ["5e11", true],
    ["450102001201", false],
    ["E12", false],
  ])("%s is mangled: %s", (text, mangled) => {
    expect(isMangledCode(text)).toBe(mangled);
  });

  test.each([
    ["2024-05-01", { iso: "2024-05-01" }],
    ["2024/5/1", { iso: "2024-05-01" }],
    ["2024.5.1 10:00", { iso: "2024-05-01" }],
    ["20240501", { iso: "2024-05-01" }],
    ["2024年5月1日", { iso: "2024-05-01" }],
    ["25/12/2024", { iso: "2024-12-25" }],
    ["12/25/2024", { iso: "2024-12-25" }],
    ["5/5/2024", { iso: "2024-05-05" }],
    ["1/5/2024", { fault: "ambiguous" }],
    ["2024-02-30", { fault: "invalid" }],
    ["soon", { fault: "invalid" }],
  ])("%s is the date %j", (text, parsed) => {
    expect(parseDate(text)).toEqual(parsed);
  });
});

describe("text spoilt by a wrong encoding", () => {
  const names = ["光缆", "光明村", "兴宁社区居委会", "新阳村委会", "大化瑶族自治县"];

  test.each(names)("%s is recovered from each of the three usual accidents", (name) => {
    const utf8 = new TextEncoder().encode(name);
    const asGbk = new TextDecoder("gb18030").decode(utf8);
    expect(recover(asGbk)?.was).toBe("utf8-as-gbk");
    expect(name.startsWith(recover(asGbk)!.text)).toBe(true);
    expect(recover(new TextDecoder("windows-1252").decode(utf8))).toEqual({ was: "utf8-as-latin1", text: name });
  });

  test("GBK read as Latin-1 is recovered", () => {
    expect(recover("\u00b9\u00e2\u00c0\u00c2")).toEqual({ was: "gbk-as-latin1", text: "光缆" });
  });

  test.each([...names, "濛井村", "Nanning", "Escaldes-Engordany", "Señora Peña", "Müßig", "龘靐", ""])(
    "%s is as it was written",
    (name) => {
      expect(recover(name)).toBeUndefined();
      expect(isLossy(name)).toBe(false);
    },
  );

  test("lost characters are seen", () => {
    expect(["\ufffd村", "锟斤拷", "???"].map(isLossy)).toEqual([true, true, true]);
  });
});

describe("decoding", () => {
  const decode = (bytes: Uint8Array) => {
    const log = new IssueLog("a.txt");
    return { ...decodeText(bytes, log), codes: log.list().map(({ code, place }) => `${code}@${place.offset}`) };
  };

  test("UTF-8, GB18030 and UTF-16 are told apart", () => {
    expect(decode(new TextEncoder().encode("村"))).toMatchObject({ text: "村", encoding: "utf-8" });
    expect(decode(Uint8Array.of(0xb4, 0xe5))).toMatchObject({ text: "村", encoding: "gb18030" });
    expect(decode(Uint8Array.of(0xff, 0xfe, 0x51, 0x67))).toMatchObject({ text: "村", encoding: "utf-16le" });
    expect(decode(Uint8Array.of(0xfe, 0xff, 0x67, 0x51))).toMatchObject({ text: "村", encoding: "utf-16be" });
  });

  test("damaged UTF-8 that happens to be legal GB18030 is not taken for Chinese", () => {
    const good = new TextEncoder().encode("代码,村名,光缆,光明村,杨村,新阳村委会");
    const damaged = Uint8Array.from([...good, 0xb4, 0xe5]);
    expect(decode(damaged)).toEqual({ codes: [`ENCODING_UNKNOWN@${good.length}`] });
  });

  test("bytes of no encoding say where they begin", () => {
    expect(decode(Uint8Array.of(0x41, 0x42, 0xff, 0x41))).toEqual({ codes: ["ENCODING_UNKNOWN@2"] });
  });
});
