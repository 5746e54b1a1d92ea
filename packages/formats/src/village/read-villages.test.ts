import { type Datum, fromWgs84, type Position } from "@cuntong/geo";
import { describe, expect, test } from "vitest";
import type { CountyShape } from "./county-shape.ts";
import { type ReadVillagesOptions, readVillages } from "./read-villages.ts";

const read = (text: string, options: Partial<ReadVillagesOptions> = {}) =>
  readVillages(new TextEncoder().encode(text), { fileName: "villages.csv", ...options });

/** `error CODE@row` of each issue: the whole report in short. */
async function report(text: string, options: Partial<ReadVillagesOptions> = {}): Promise<string[]> {
  const { issues } = await read(text, options);
  return issues.map(({ severity, code, place }) => `${severity} ${code}@${place.row ?? place.feature ?? "file"}`);
}

const header = "code,name,lon,lat,people,households,status";

describe("a table of villages", () => {
  test("positions far from the corridors that lie among them when exchanged are exchanged, outside China too", async () => {
    const reference = { lon: [1.42, 1.78], lat: [42.43, 42.65] };
    const rows = [header, "1,a,42.51,1.53,,,", "2,b,1.6,42.5,,,", "3,c,3.5,41,,,", "4,d,9,9,,,"].join("\n");
    const { villages } = await read(rows, { reference });
    expect(villages.map(({ position }) => position)).toEqual([
      [1.53, 42.51],
      [1.6, 42.5],
      [3.5, 41],
      [9, 9],
    ]);
    expect(await report(rows, { reference })).toEqual(["info DATUM_ASSUMED@file", "warning POSITION_SWAPPED@2"]);
    expect(await report(rows)).toEqual(["info DATUM_ASSUMED@file"]);
  });

  test("services, priority and due date are read, and a date that is not year first is not guessed", async () => {
    const rows = [
      ...["1,a,108,22,tv；宽带、tv,2,2027年6月30日", "2,b,108.1,22,,,20270630", "3,c,108.2,22,,,1/5/2027"],
      ...["4,d,108.3,22,无,3000000000,", `5,e,108.4,22,${"x".repeat(201)},0,`],
    ];
    const text = ["代码,村名,经度,纬度,业务,优先级,完成期限", ...rows].join("\n");
    const { villages } = await read(text);
    expect(villages).toEqual([
      {
        ...{ code: "1", name: "a", position: [108, 22], status: "unconnected" },
        ...{ services: ["tv", "宽带"], priority: 2, dueDate: "2027-06-30" },
      },
      { code: "2", name: "b", position: [108.1, 22], status: "unconnected", dueDate: "2027-06-30" },
      { code: "4", name: "d", position: [108.3, 22], status: "unconnected", services: [] },
      { code: "5", name: "e", position: [108.4, 22], status: "unconnected", priority: 0 },
    ]);
    expect(await report(text)).toEqual(
      expect.arrayContaining(["error DUE_INVALID@4", "warning COUNT_INVALID@5", "warning SERVICE_INVALID@6"]),
    );
  });

  test("Chinese headers, full-width digits, thousands, units and degrees with minutes all read", async () => {
    const { villages, issues, rows } = await read(
      [
        "广西某县行政村一览表,,,,,,",
        "行政村代码,村 名,经度,纬度,人口（人）,户数(户),通达状态",
        '４５０１０２００１２０１,光明村,１０８．３,22.8,"1,234",300户,未通',
        "450102001202,\u00a0杨\u200b村 ,108°24′36″E,北纬22度54分,12.0,,已通光缆",
        "'450102001203,李村,108.2E,22.7N,-,/,在建",
      ].join("\r\n"),
    );
    expect(villages).toEqual([
      {
        code: "450102001201",
        name: "光明村",
        position: [108.3, 22.8],
        people: 1234,
        households: 300,
        status: "unconnected",
        countyCode: "450102",
      },
      {
        code: "450102001202",
        name: "杨村",
        position: [108.41, 22.9],
        people: 12,
        status: "connected",
        countyCode: "450102",
      },
      {
        code: "450102001203",
        name: "李村",
        position: [108.2, 22.7],
        status: "underConstruction",
        countyCode: "450102",
      },
    ]);
    expect(rows).toBe(3);
    expect(issues.map(({ code }) => code)).toEqual(["ROWS_BEFORE_HEADER", "DATUM_ASSUMED"]);
  });

  test.each([
    ["tabs", "\t"],
    ["semicolons", ";"],
    ["bars", "|"],
  ])("columns may be separated by %s", async (_name, separator) => {
    const text = ["code,name,lon,lat", '1,"a,b",108,22', "2,c,108.5,22.5"].join("\n").replace(/,(?!b)/g, separator);
    expect((await read(text)).villages.map(({ name }) => name)).toEqual(["a,b", "c"]);
  });

  test("a header over two rows with merged cells is one header", async () => {
    const text = "代码,村名,位置,,规模,\n,,经度,纬度,人口,户数\n1,a,108,22,5,2\n";
    expect((await read(text)).villages).toEqual([
      { code: "1", name: "a", position: [108, 22], people: 5, households: 2, status: "unconnected" },
    ]);
  });

  test("both axes may stand in one column", async () => {
    const rows = ['1,a,"108.5,22.5"', "2,b,POINT(108.6 22.6)", '3,c,"22.7N, 108.7E"'];
    expect((await read(`code,name,坐标\n${rows.join("\n")}`)).villages.map(({ position }) => position)).toEqual([
      [108.5, 22.5],
      [108.6, 22.6],
      [108.7, 22.7],
    ]);
  });

  test("every fault is one line with its row, and the good rows are taken", async () => {
    const text = [
      header,
      "450102001201,good,108.3,22.8,,,",
      "450102001202,swapped,22.9,108.4,,,",
      "4.50102E+11,mangled,108,22,,,",
      "450102001201,again,108.1,22.1,,,",
      "",
      "450102001205,no position,,,,,",
      "450102001206,half,108.5,,,,",
      "450102001207,\u934f\u590c\u7d17,108,22,,,",
      "450102001208,\u00b9\u00e2\u00c0\u00c2,108,22,,,",
      "450102001209,\u00e5\u2026\u2030\u00e7\u00bc\u2020,108,22,,,",
      "450102001210,zero,0,0,,,",
      "450102001211,metres,36548000,2530000,,,",
      ",no code,108,22,,,",
      "450102001213,many,108.11,22.11,many,,perhaps",
      "450102001214,\ufffd\ufffd,108,22,,,",
      "450102001215,minute 60,108 60 00,22 10 00,,,",
      "450102001216,twin,108.3,22.8,,,",
      "合计,,,,5000,,",
      header,
      "45010200121,short,108.2,22.2,,,",
    ].join("\n");
    expect(await report(text)).toEqual([
      "info BLANK_ROWS@file",
      "info DATUM_ASSUMED@file",
      "warning POSITION_SWAPPED@3",
      "error CODE_MANGLED@4",
      "error CODE_DUPLICATE@5",
      "error POSITION_MISSING@7",
      "error POSITION_INVALID@8",
      "error MOJIBAKE@9",
      "error MOJIBAKE@10",
      "error MOJIBAKE@11",
      "error POSITION_ZERO@12",
      "error POSITION_NOT_DEGREES@13",
      "error CODE_MISSING@14",
      "warning COUNT_INVALID@15",
      "warning STATUS_UNKNOWN@15",
      "error MOJIBAKE@16",
      "error POSITION_INVALID@17",
      "warning POSITION_SHARED@18",
      "info TOTALS_ROW@19",
      "info HEADER_REPEATED@20",
      "warning CODE_LENGTH@21",
    ]);
    const { villages } = await read(text);
    expect(villages.map(({ name }) => name)).toEqual(["good", "swapped", "many", "twin", "short"]);
    expect(villages[1]!.position).toEqual([108.4, 22.9]);
  });

  test("a spoilt name says what it probably was", async () => {
    const { issues } = await read(`${header}\n1,\u934f\u590c\u7d17,108,22,,,`);
    expect(issues.find(({ code }) => code === "MOJIBAKE")).toMatchObject({
      value: "\u934f\u590c\u7d17",
      params: { was: "utf8-as-gbk", probably: "光缆" },
    });
  });

  test("a header that lacks columns names them and what was found", async () => {
    const { issues, villages } = await read("code,name,county\n1,a,x\n");
    expect(villages).toEqual([]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: "HEADER_MISSING",
      params: { missing: "lon,lat", found: "code, name, county" },
    });
  });

  test.each([
    ["an empty file", "", "FILE_EMPTY"],
    ["blank lines only", "\n\n  \n", "FILE_EMPTY"],
    ["a header without rows", header, "NO_VILLAGES"],
    ["an open quote", `${header}\n1,"a,108,22`, "QUOTE_NOT_CLOSED"],
    ["a PDF", "%PDF-1.7", "FORMAT_UNSUPPORTED"],
    ["an old Excel file", "\u0000", "FORMAT_UNKNOWN"],
    ["JSON cut short", '{"type":"FeatureCollection","features":[{"type":"Fea', "FILE_TRUNCATED"],
    ["broken JSON", '{"type":,}', "JSON_INVALID"],
  ])("%s is said plainly", async (_what, text, code) => {
    const { villages, issues } = await read(text);
    expect(villages).toEqual([]);
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  test("GB18030 is detected, and a UTF-8 file cut inside a character keeps its rows", async () => {
    const gb = Buffer.from("b4fac2eb2cb4e5c3fb2cbeadb6c82cceb3b6c80a312cd1eeb4e52c3130382c32320a", "hex");
    const fromGb = await readVillages(gb, { fileName: "gb.csv" });
    expect(fromGb.villages).toMatchObject([{ code: "1", name: "杨村", position: [108, 22] }]);
    expect(fromGb.issues.map(({ code }) => code)).toContain("ENCODING_DETECTED");
    const utf8 = new TextEncoder().encode("code,name,lon,lat\n1,杨村,108,22\n2,李村");
    const cut = await readVillages(utf8.subarray(0, -1), { fileName: "cut.csv" });
    expect(cut.villages).toMatchObject([{ name: "杨村" }]);
    expect(cut.issues.map(({ code }) => code)).toContain("FILE_TRUNCATED");
  });

  test("limits refuse what is too much and say so", async () => {
    const text = `${header}\n1,a,108,22,,,\n2,b,108,23,,,\n3,c,108,24,,,`;
    expect(await report(text, { limits: { maxRows: 2 } })).toContain("error LIMIT_ROWS@3");
    expect(await report(text, { limits: { maxBytes: 10 } })).toEqual(["error LIMIT_BYTES@file"]);
    const noisy = `${header}\n${"1,a,0,0,,,\n".repeat(50)}`;
    const { issues } = await read(noisy, { limits: { maxIssues: 10 } });
    expect(issues).toHaveLength(11);
    expect(issues.at(-1)).toMatchObject({ code: "ISSUES_TRUNCATED", severity: "error" });
  });
});

describe("positions against what is known", () => {
  const square = (west: number, south: number, sizeDeg: number): CountyShape["area"] => [
    [
      [
        [west, south],
        [west + sizeDeg, south],
        [west + sizeDeg, south + sizeDeg],
        [west, south + sizeDeg],
        [west, south],
      ],
    ],
  ];
  const counties: readonly CountyShape[] = [
    { code: "450102", name: "甲县", area: square(108, 22, 0.5) },
    { code: "450103", name: "乙县", area: square(108.5, 22, 0.5) },
  ];

  test("a point in the next county is an error, a little outside a warning, an unknown county a warning", async () => {
    const rows = [
      "450102001201,in,108.2,22.2",
      "450102001202,far,108.8,22.2",
      "450102001203,near,108.51,22.2",
      "459999001201,gone,108.2,22.3",
    ];
    const { issues, villages } = await read(`code,name,lon,lat\n${rows.join("\n")}`, { counties });
    const about = issues.filter(({ place }) => place.row !== undefined);
    expect(about.map(({ severity, code, place, params }) => [severity, code, place.row, params?.inside])).toEqual([
      ["error", "OUTSIDE_COUNTY", 3, "450103"],
      ["warning", "OUTSIDE_COUNTY", 4, "450103"],
      ["warning", "COUNTY_UNKNOWN", 5, undefined],
    ]);
    expect(about[1]!.params?.distanceM).toBeCloseTo(1031, -1);
    expect(villages.map(({ name }) => name)).toEqual(["in", "near", "gone"]);
  });

  // A road grid and villages up to 150 m beside it: what a real county looks like to the detector.
  const reference = grid();
  const trueVillages = Array.from({ length: 200 }, (_, i): Position => {
    const road = (i * 7919) % reference.lon.length;
    return [reference.lon[road]! + Math.sin(i) * 0.0012, reference.lat[road]! + Math.cos(i * 3) * 0.0012];
  });
  const table = (datum: Datum) =>
    `code,name,lon,lat\n${trueVillages.map((at, i) => [`v${i}`, `n${i}`, ...fromWgs84(at, datum)].join(",")).join("\n")}`;

  test.each<Datum>(["GCJ02", "BD09"])(
    "villages in %s called nothing are detected beside roads, converted and reported",
    async (datum) => {
      const { villages, issues, datum: finding } = await read(table(datum), { reference });
      expect(finding).toMatchObject({ used: datum, detected: datum });
      expect(issues.map(({ code }) => code)).toEqual(["DATUM_SUSPECT"]);
      expect(villages[3]!.position[0]).toBeCloseTo(trueVillages[3]![0], 8);
    },
  );

  test("a named datum is never overruled, only doubted", async () => {
    const { villages, issues, datum } = await read(table("GCJ02"), { reference, datum: "WGS84" });
    expect(datum).toMatchObject({ used: "WGS84", detected: "GCJ02" });
    expect(issues.map(({ code }) => code)).toEqual(["DATUM_SUSPECT"]);
    expect(villages[3]!.position[0]).toBeCloseTo(fromWgs84(trueVillages[3]!, "GCJ02")[0], 8);
  });

  test("WGS 84 villages called GCJ-02 are doubted too, and true ones are not", async () => {
    expect((await read(table("WGS84"), { reference, datum: "GCJ02" })).datum.detected).toBe("WGS84");
    expect((await read(table("WGS84"), { reference })).datum.detected).toBeUndefined();
    expect((await read(table("GCJ02"), { reference, datum: "GCJ02" })).datum.detected).toBeUndefined();
  });

  test("a header that names the datum is believed", async () => {
    const [lon, lat] = fromWgs84([108.3, 22.8], "GCJ02");
    const { villages, datum } = await read(`代码,村名,经度(GCJ-02),纬度(GCJ-02)\n1,a,${lon},${lat}`);
    expect(datum.used).toBe("GCJ02");
    expect(villages[0]!.position[0]).toBeCloseTo(108.3, 8);
  });
});

/** Crossroads every 3 km with road points every 150 m between them. */
function grid(): { lon: number[]; lat: number[] } {
  const lon: number[] = [];
  const lat: number[] = [];
  for (let line = 0; line <= 10; line++)
    for (let step = 0; step <= 200; step++) {
      lon.push(108 + line * 0.03, 108 + step * 0.0015);
      lat.push(22 + step * 0.0015, 22 + line * 0.03);
    }
  return { lon, lat };
}
