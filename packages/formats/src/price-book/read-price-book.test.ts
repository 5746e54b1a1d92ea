import { priceUnits } from "@cuntong/network";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetOf, writeXlsx } from "../write/write-xlsx.ts";
import { readPriceBook, writePriceBookCsv } from "./read-price-book.ts";

const read = (text: string, fileName = "book.csv") => readPriceBook(new TextEncoder().encode(text), { fileName });

describe("price books", () => {
  test("yuan, thousands and prices per kilometre become whole fen exactly", async () => {
    const { priceBook, issues } = await read(
      [
        "编码,单位,单价（元）,来源,日期",
        "span.aerial.flat,米,12.35,招标价 2024,2024/5/1",
        'crossing.river,处,"1,200",设计院,2024年5月1日',
        "class.track,公里,27800,定额,20240501",
      ].join("\n"),
    );
    expect(issues).toEqual([]);
    expect(priceBook).toEqual({
      name: "book",
      currency: "CNY",
      prices: [
        { code: "span.aerial.flat", unit: "m", priceFen: 1235, source: "招标价 2024", date: "2024-05-01" },
        { code: "crossing.river", unit: "each", priceFen: 120_000, source: "设计院", date: "2024-05-01" },
        { code: "class.track", unit: "m", priceFen: 2780, source: "定额", date: "2024-05-01" },
      ],
    });
  });

  test("every fault of a price is one line with its row, and the good prices are taken", async () => {
    const { priceBook, issues } = await read(
      [
        "code,unit,price_fen,price_yuan,source,date",
        "good,m,100,1.00,s,2024-05-01",
        "rod,rod,100,,s,2024-05-01",
        "minus,m,-5,,s,2024-05-01",
        "half,m,10.5,,s,2024-05-01",
        "mill,m,,0.005,s,2024-05-01",
        "per-km,km,1,,s,2024-05-01",
        "word,m,cheap,,s,2024-05-01",
        "none,m,,,s,2024-05-01",
        "two,m,100,2,s,2024-05-01",
        "good,m,200,,s,2024-05-01",
        "bare,m,7,,,",
        "when,m,7,,s,1/5/2024",
        "never,m,7,,s,2024-02-30",
        ",m,7,,s,2024-05-01",
      ].join("\n"),
    );
    expect(issues.map(({ severity, code, place }) => `${severity} ${code}@${place.row}`)).toEqual([
      "error PRICE_UNIT_UNKNOWN@3",
      "error PRICE_NEGATIVE@4",
      "error PRICE_NOT_WHOLE_FEN@5",
      "error PRICE_NOT_WHOLE_FEN@6",
      "error PRICE_NOT_WHOLE_FEN@7",
      "error PRICE_INVALID@8",
      "error PRICE_EMPTY@9",
      "error PRICE_CONFLICT@10",
      "error PRICE_DUPLICATE@11",
      "warning SOURCE_MISSING@12",
      "warning DATE_MISSING@12",
      "warning DATE_AMBIGUOUS@13",
      "warning DATE_INVALID@14",
      "error CODE_MISSING@15",
    ]);
    expect(priceBook.prices.map(({ code }) => code)).toEqual(["good", "bare", "when", "never"]);
  });

  test("a price column that says neither fen nor yuan is not guessed", async () => {
    const { priceBook, issues } = await read("code,unit,price,source,date\na,m,5,s,2024-05-01");
    expect(priceBook.prices).toEqual([]);
    expect(issues).toMatchObject([{ code: "HEADER_MISSING", params: { missing: "price_fen or price_yuan" } }]);
  });

  test("JSON and XLSX give the same book as CSV", async () => {
    const price = { code: "node.closure", unit: "each" as const, priceFen: 45_050, source: "合同", date: "2024-05-01" };
    const json = await read(JSON.stringify({ name: "广西 2024", currency: "CNY", prices: [price] }), "a.json");
    expect(json).toMatchObject({ priceBook: { name: "广西 2024", prices: [price] }, issues: [] });
    const columns = ["code", "unit", "price_yuan", "source", "date"].map((header, i) => ({
      header,
      value: (row: readonly (string | number)[]) => row[i],
    }));
    const bytes = await writeXlsx([sheetOf("p", columns, [["node.closure", "个", 450.5, "合同", "2024-05-01"]])]);
    expect((await readPriceBook(bytes, { fileName: "p.xlsx" })).priceBook.prices).toEqual([price]);
  });

  test.each([
    ["another currency", '{"currency":"USD","prices":[]}', "CURRENCY_UNKNOWN"],
    ["no list of prices", '{"prices":{}}', "PRICE_BOOK_INVALID"],
    ["an empty list", "[]", "NO_PRICES"],
    ["an empty file", "", "FILE_EMPTY"],
    ["a cut file", '{"prices":[{"code":"a","un', "FILE_TRUNCATED"],
  ])("%s is said plainly", async (_what, text, code) => {
    expect((await read(text, "a.json")).issues.map((issue) => issue.code)).toEqual([code]);
  });

  test("a book written as CSV reads back the same", async () => {
    const price = fc.record({
      code: fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8}){0,2}$/),
      unit: fc.constantFrom(...priceUnits),
      priceFen: fc.nat(),
      source: fc.stringMatching(/^[一-龥A-Za-z0-9,;"]{1,20}$/),
      date: fc
        .date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    });
    const books = fc.uniqueArray(price, { selector: ({ code }) => code, minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(books, async (prices) => {
        const { priceBook, issues } = await readPriceBook(writePriceBookCsv({ name: "b", currency: "CNY", prices }), {
          fileName: "b.csv",
        });
        expect(issues).toEqual([]);
        expect(priceBook.prices).toEqual(prices);
      }),
      { numRuns: 50 },
    );
  });
});
