import { describe, expect, test } from "vitest";
import { quantities } from "./quantities.ts";

const en = quantities("en");
const zh = quantities("zh-CN");

describe("money", () => {
  test("is said in thousands and millions in English, in 万 and 亿 in Chinese", () => {
    const fen = [0, 950_00, 9_999_00, 10_000_00, 321_456_00, 3_214_567_00, 321_456_789_00, 1_673_000_000_00];
    expect(fen.map(en.money)).toEqual(["¥0", "¥950", "¥9,999", "¥10 k", "¥321 k", "¥3.21 M", "¥321 M", "¥1.67 bn"]);
    expect(fen.map(zh.money)).toEqual([
      "0 元",
      "950 元",
      "9,999 元",
      "1 万元",
      "32.1 万元",
      "321 万元",
      "3.21 亿元",
      "16.7 亿元",
    ]);
  });

  test("on an axis has the digits that tell its marks apart", () => {
    const fen = [176_200_000_00, 176_400_000_00, 176_600_000_00];
    expect(fen.map((value) => en.moneyOnAxis(value, 200_000_00))).toEqual(["¥176.2 M", "¥176.4 M", "¥176.6 M"]);
    expect(fen.map((value) => zh.moneyOnAxis(value, 200_000_00))).toEqual(["1.762 亿元", "1.764 亿元", "1.766 亿元"]);
    expect(en.moneyOnAxis(0, 50_000_000_00)).toBe("¥0");
  });

  test("a difference has its sign", () => {
    expect([12_400_00, -950_00, 0].map((fen) => en.signed(fen, en.money))).toEqual(["+¥12.4 k", "−¥950", "±0"]);
  });

  test("just under ten thousand yuan becomes one 万, never 10,000 元", () => {
    expect([zh.money(9_999_60), zh.money(99_999_999_60)]).toEqual(["1 万元", "1 亿元"]);
  });

  test("to the fen keeps every fen", () => {
    expect([en.moneyExact(321_456_789_01), zh.moneyExact(5)]).toEqual(["¥321,456,789.01", "¥0.05"]);
  });
});

test("a length is metres below a kilometre, then kilometres to three figures", () => {
  expect([0, 640.4, 999.4, 999.6, 12_345, 2_027_000].map(en.length)).toEqual([
    "0 m",
    "640 m",
    "999 m",
    "1 km",
    "12.3 km",
    "2,027 km",
  ]);
  expect([640, 12_345].map(zh.length)).toEqual(["640 米", "12.3 公里"]);
});

test("a duration has minutes from a minute on, and never sixty seconds", () => {
  expect([0.7, 21.4, 59.4, 59.6, 125].map(en.seconds)).toEqual(["0.7 s", "21 s", "59 s", "60 s", "2 min 05 s"]);
});

test("how long something was dark has hours from the first on", () => {
  expect([0.4, 45, 59.6, 185].map(en.minutes)).toEqual(["0 min", "45 min", "1 h 00 min", "3 h 05 min"]);
  expect(zh.minutes(185)).toBe("3 小时 05 分");
});

test("names stand in a row as each language parts them", () => {
  expect([en, zh].map(({ list }) => list(["TV", "5G", "VoIP"]))).toEqual(["TV, 5G, VoIP", "TV、5G、VoIP"]);
});

test("a share has one decimal at most", () => {
  expect([0.0527, 1].map(en.percent)).toEqual(["5.3%", "100%"]);
});
