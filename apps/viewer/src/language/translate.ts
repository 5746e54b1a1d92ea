import { en } from "./en.ts";
import type { Phrase } from "./phrase.ts";
import { zh } from "./zh.ts";

/** Languages of the screens, as BCP 47 tags. */
export const languages = ["en", "zh-CN"] as const;
export type Language = (typeof languages)[number];

export type PhraseKey = keyof typeof en;

type Holes<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<P> = P extends string ? Holes<P> : P extends { other: infer O } ? Holes<O> : never;
type Filling<K extends PhraseKey> = { readonly [Name in HolesOf<(typeof en)[K]>]: string | number };

/** Arguments of a phrase: none, or a value for every `{hole}` in it. */
export type PhraseArguments<K extends PhraseKey> = [HolesOf<(typeof en)[K]>] extends [never] ? [] : [Filling<K>];

export type Translate = <K extends PhraseKey>(key: K, ...filling: PhraseArguments<K>) => string;

const phrases: Record<Language, Record<PhraseKey, Phrase>> = { en, "zh-CN": zh };

/** The `t()` of one language. */
export function translator(language: Language): Translate {
  const plural = new Intl.PluralRules(language);
  return (key, ...[filling]) => {
    const phrase = phrases[language][key];
    const values: Readonly<Record<string, string | number>> = filling ?? {};
    if (typeof phrase === "string") return fill(phrase, values);
    const count = Number(String(values.count ?? 0).replaceAll(",", ""));
    return fill(plural.select(count) === "one" ? phrase.one : phrase.other, values);
  };
}

/** Puts values into the `{holes}` of a sentence. */
export function fill(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The language to begin with: the one chosen before, else the browser's, else English. */
export function firstLanguage(stored: string | null, preferred: readonly string[]): Language {
  const known = languages.find((language) => language === stored);
  if (known) return known;
  for (const tag of preferred) {
    if (tag.toLowerCase().startsWith("zh")) return "zh-CN";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}
