import { expect, test } from "vitest";
import listed from "../../../../docs/issue-codes.md?raw";
import plantListed from "../../../../docs/plant.md?raw";
import { issuePlace } from "../data/issue-place.ts";
import { issuePhrases } from "./issue-phrases.ts";
import { issueWords } from "./issues.ts";
import { itemWords } from "./items.ts";
import { demoStepWords, problemWords } from "./problems.ts";
import { translator } from "./translate.ts";

const issue = { severity: "error", place: {}, message: "as the reader said" } as const;

test("an issue is worded by its code with its figures", () => {
  const suspect = { ...issue, code: "DATUM_SUSPECT", params: { detected: "GCJ02", used: "WGS84" } };
  expect([issueWords(suspect, "en"), issueWords(suspect, "zh-CN")]).toEqual([
    "The positions look like GCJ02; read as WGS84.",
    "位置疑似 GCJ02，按 WGS84 读取。",
  ]);
});

test("an unknown code, and one whose figures are missing, fall back on the message", () => {
  expect(issueWords({ ...issue, code: "NEVER_HEARD" }, "zh-CN")).toBe("as the reader said");
  expect(issueWords({ ...issue, code: "DATUM_SUSPECT" }, "en")).toBe("as the reader said");
});

test("the place of an issue is said in words, and is the whole file where none is given", () => {
  const t = translator("en");
  expect(issuePlace({ sheet: "村", row: 17, field: "code" }, t)).toBe("sheet 村 · row 17 · field code");
  expect(issuePlace({ lon: 108.2, lat: 24.123456789 }, t)).toBe("108.20000, 24.12346");
  expect(issuePlace({ file: "a.csv" }, t)).toBe("whole file");
});

test("items of a price book are worded by their parts", () => {
  expect(itemWords("overlash.duct", "en")).toBe("Cable along existing plant, duct");
  expect(itemWords("opex.overlash.aerial", "zh-CN")).toBe("利用现有架空敷设光缆，运行费");
  const codes = [
    "span.aerial.steep",
    "class.track",
    "crossing.river",
    "cable.24",
    "opex.span.aerial",
    "opex.node.pole",
    "soil.buried.rock",
    "surcharge.30.span.aerial.flat",
    "permit.railway",
    "soil.kite.rock",
    "span.kite.flat",
    "own.item",
  ];
  expect(codes.map((code) => itemWords(code, "en"))).toEqual([
    "Aerial, steep ground",
    "Access along track",
    "River crossing",
    "Cable of 24 strands",
    "Aerial, running cost",
    "Pole, running cost",
    "Buried in rock, added",
    "Aerial, flat ground, 30 % more in expensive areas",
    "Permit: railway",
    "soil.kite.rock",
    "span.kite.flat",
    "own.item",
  ]);
  expect(itemWords("class.offroad", "zh-CN")).toBe("无路引接施工附加");
});

test("a problem is worded by its code, else by its title; a step by its name", () => {
  const problem = { type: "about:blank", title: "Teapot", status: 418, code: "NOT_FOUND" };
  expect(problemWords(problem, "zh-CN")).toBe("该内容已不存在。");
  expect(problemWords({ ...problem, code: "TEAPOT" }, "en")).toBe("Teapot");
  expect([demoStepWords("roads", "zh-CN"), demoStepWords("brewing", "zh-CN")]).toEqual(["道路", "brewing"]);
});

test("every issue code of the documentation is worded", () => {
  const codes = [...`${listed}\n${plantListed}`.matchAll(/^\|(.+?)\|/gm)].flatMap(([, cell]) => [
    ...(cell ?? "").matchAll(/`([A-Z0-9_]+)`/g),
  ]);
  const silent = codes.map(([, code]) => code ?? "").filter((code) => !(code in issuePhrases));
  expect({ known: codes.length > 100, silent }).toEqual({ known: true, silent: [] });
});
