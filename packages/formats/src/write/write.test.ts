import { readSheet } from "read-excel-file/node";
import { describe, expect, test, vi } from "vitest";
import { type WriteColumn, writeCsv } from "./write-csv.ts";
import { writeGeoJson } from "./write-geojson.ts";
import { sheetOf, writeXlsx } from "./write-xlsx.ts";

interface Line {
  readonly item: string;
  readonly metres: number | undefined;
}
const columns: readonly WriteColumn<Line>[] = [
  { header: "项目", value: (line) => line.item, width: 30 },
  { header: "metres", value: (line) => line.metres, format: "#,##0.00" },
];
const lines: readonly Line[] = [
  { item: '架空, "双"', metres: -12.5 },
  { item: '=HYPERLINK("http://x")', metres: undefined },
];

describe("written tables", () => {
  test("a CSV has a byte-order mark, quotes what needs it and disarms formulas but not negative numbers", () => {
    const bytes = writeCsv(columns, lines);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(
      '项目,metres\r\n"架空, ""双""",-12.5\r\n"\'=HYPERLINK(""http://x"")",\r\n',
    );
  });

  test("a workbook is the same bytes a year later and reads back cell by cell", async () => {
    const sheets = [sheetOf("BOM/清单", columns, lines), sheetOf("空", columns, [])];
    const first = await writeXlsx(sheets);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 365 * 86_400_000 });
    const second = await writeXlsx(sheets).finally(() => vi.useRealTimers());
    expect(Buffer.from(second).equals(first)).toBe(true);
    expect(await readSheet(Buffer.from(first))).toEqual([
      ["项目", "metres"],
      ['架空, "双"', -12.5],
      ['=HYPERLINK("http://x")', null],
    ]);
  });

  test("GeoJSON is one feature a line with centimetre positions", () => {
    const bytes = writeGeoJson(
      [
        { geometry: { point: [108.123456789, 22.5] }, properties: { code: "1", people: undefined } },
        {
          id: 7,
          geometry: {
            line: [
              [1, 2],
              [3, 4],
            ],
          },
          properties: {},
        },
        { geometry: undefined, properties: { gapM: 12 } },
      ],
      { credits: ["© someone"] },
    );
    const text = new TextDecoder().decode(bytes);
    expect(text.split("\n").length).toBe(6);
    expect(JSON.parse(text)).toEqual({
      type: "FeatureCollection",
      credits: ["© someone"],
      features: [
        { type: "Feature", geometry: { type: "Point", coordinates: [108.1234568, 22.5] }, properties: { code: "1" } },
        {
          type: "Feature",
          id: 7,
          geometry: {
            type: "LineString",
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
          properties: {},
        },
        { type: "Feature", geometry: null, properties: { gapM: 12 } },
      ],
    });
  });
});
