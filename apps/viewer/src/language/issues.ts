import type { Import } from "@cuntong/contract";
import { issuePhrases } from "./issue-phrases.ts";
import { fill, type Language } from "./translate.ts";

type Issue = Import["issues"][number];

/**
 * An issue in words of the screen's language, by its code. A code that is not known here, or a sentence whose figures did not come
 * along, falls back on the message that the reader wrote.
 */
export function issueWords(issue: Issue, language: Language): string {
  const phrase = issuePhrases[issue.code]?.[language];
  if (phrase === undefined) return issue.message;
  const words = fill(phrase, { ...issue.params, value: issue.value ?? "" });
  return /\{\w+\}/.test(words) ? issue.message : words;
}
