import type { Ref } from "./records/tables.ts";

/** A rule that says no: a closed, documented code, and who stands in the way, where somebody does. */
export interface Refusal<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
  readonly holder?: Ref;
}

/** What an operation answers: a value, or a refusal. */
export type Result<T, Code extends string> = { readonly ok: true; readonly value: T } | Refusal<Code>;

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<Code extends string>(code: Code, message: string, holder?: Ref): Refusal<Code> {
  return { ok: false, code, message, ...(holder && { holder }) };
}
