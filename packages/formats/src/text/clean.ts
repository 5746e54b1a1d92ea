/** Characters that nobody sees: format marks (zero-width, soft hyphen, byte-order mark, direction) and control characters. */
const unseen = /[\p{Cf}\p{Cc}]/gu;
const spaces = /[\s\u00a0\u2000-\u200a\u3000]+/g;
const fullWidth = /[\uff01-\uff5e]/g;

/** A cell as a person sees it: no unseen characters, every run of spaces one space, none at the ends. */
export function cleanText(text: string): string {
  return text.replace(spaces, " ").replace(unseen, "").trim();
}

/** {@link cleanText} with full-width Latin letters, digits and signs (０１２，．) made half-width. For codes, numbers and headers, not names. */
export function narrowText(text: string): string {
  return cleanText(text.replace(fullWidth, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)));
}

/** A header or code word reduced to what matters for comparing: narrow, lower case, without a bracketed unit at its end, spaces and signs. */
export function wordKey(text: string): string {
  return narrowText(text)
    .toLowerCase()
    .replace(/(?<=.)[([【<《][^)\]】>》]*[)\]】>》]$/u, "")
    .replace(/[\s_\-.·:*#"'/\\()[\]【】<>《》、]+/g, "");
}
