import { pinyin } from "pinyin-pro";

/** What a name is searched by: `朝阳村` gives `chaoyangcun` and `cyc`; a Latin name gives its letters and the first of each word. */
export interface SearchKeys {
  readonly pinyin: string;
  readonly initials: string;
}

export function searchKeys(name: string): SearchKeys {
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  const words = syllables.flatMap((syllable) =>
    plainLetters(syllable)
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
  );
  return { pinyin: words.join(""), initials: words.map((word) => word[0]).join("") };
}

/** Lower case, without marks: `Ordino la Vella-Ü` gives `ordino la vella-u`. */
export function plainLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
