/** A sentence, or its forms by plural category ("{count}" decides). */
export type Phrase = string | { readonly one: string; readonly other: string };
