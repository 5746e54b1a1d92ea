import { expect, test } from "vitest";
import { noteWords } from "./change-notes.ts";

const sources = import.meta.glob<string>("../../../../packages/network/src/operations/*.ts", {
  eager: true,
  query: "?raw",
  import: "default",
});

test("a note is said in Chinese with its kinds and statuses, and as it is in English", () => {
  expect(noteWords("rename SC1 to 北门", "zh-CN")).toBe("SC1 改名为 北门");
  expect(noteWords("1 objects become inactive", "zh-CN")).toBe("1 个对象变为停用");
  expect(noteWords("place pole P7", "zh-CN")).toBe("放置电杆 P7");
  expect(noteWords("place olt at N1", "zh-CN")).toBe("在 N1 安装 OLT");
  expect(noteWords("rename SC1 to 北门", "en")).toBe("rename SC1 to 北门");
  expect(noteWords("as built", "zh-CN")).toBe("as built");
});

test("every note that an operation gives has Chinese words", () => {
  const given = Object.entries(sources)
    .filter(([path]) => !path.endsWith(".test.ts"))
    .flatMap(([, source]) => [...source.matchAll(/judged\([^`;]*`([^`]+)`/gs)].map(([, note]) => note ?? ""));
  const filled = given.map((note) => note.replace(/\$\{([^{}]*length)\}/g, "3").replace(/\$\{[^{}]+\}/g, "X"));
  const silent = filled.filter((note) => !/\p{Script=Han}/u.test(noteWords(note, "zh-CN")));
  expect({ known: filled.length > 20, silent }).toEqual({ known: true, silent: [] });
});
