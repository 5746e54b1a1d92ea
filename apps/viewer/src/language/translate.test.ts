import { expect, test } from "vitest";
import { en } from "./en.ts";
import { issuePhrases } from "./issue-phrases.ts";
import type { Phrase } from "./phrase.ts";
import { firstLanguage, languages, type PhraseKey, translator } from "./translate.ts";
import { zh } from "./zh.ts";

const keys = Object.keys(en) as PhraseKey[];
const forms = (phrase: Phrase) => (typeof phrase === "string" ? [phrase] : [phrase.one, phrase.other]);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("both languages say the same things, with the same figures in them", () => {
  expect(Object.keys(zh)).toEqual(keys);
  const uneven = keys.filter((key) => {
    const wanted = JSON.stringify(holes(forms(en[key])[0] ?? ""));
    return [...forms(en[key]), ...forms(zh[key])].some((form) => JSON.stringify(holes(form)) !== wanted);
  });
  expect(uneven).toEqual([]);
});

test("no sentence is empty, and no Chinese sentence is left in English", () => {
  const empty = keys.filter((key) => [...forms(en[key]), ...forms(zh[key])].some((form) => form.trim() === ""));
  const sentence = (form: string) => form.replace(/\{\w+\}/g, "").length > 1;
  const untranslated = keys.filter((key) =>
    forms(zh[key]).some((form) => sentence(form) && !/\p{Script=Han}/u.test(form)),
  );
  expect({ empty, untranslated }).toEqual({ empty: [], untranslated: [] });
});

test("every issue code is worded in both languages with the same figures", () => {
  const uneven = Object.entries(issuePhrases).filter(
    ([, phrase]) => JSON.stringify(holes(phrase.en)) !== JSON.stringify(holes(phrase["zh-CN"])),
  );
  expect(uneven).toEqual([]);
});

test("a count chooses its plural in English and none in Chinese", () => {
  const said = languages.map((language) => [1, 2].map((count) => translator(language)("search.found", { count })));
  expect(said).toEqual([
    ["1 result", "2 results"],
    ["1 条结果", "2 条结果"],
  ]);
});

test("the first language is the stored one, else the browser's first that is known, else English", () => {
  expect([
    firstLanguage("zh-CN", ["en-GB"]),
    firstLanguage(null, ["fr-FR", "zh-Hans-CN", "en"]),
    firstLanguage("xx", ["en-GB", "zh-CN"]),
    firstLanguage(null, ["fr"]),
  ]).toEqual(["zh-CN", "zh-CN", "en", "en"]);
});
