import type { Position } from "@cuntong/geo";

/** A span's line, and which of its ends are at the node that is moved. */
export interface LedSpan {
  readonly id: string;
  readonly line: readonly Position[];
  readonly atFirst: boolean;
  readonly atLast: boolean;
}

/** What is there and is changed by dragging: the corners of a line between its ends, or a node with the ends of its spans. */
export type PenSubject =
  | { readonly task: "reshape"; readonly line: readonly Position[] }
  | { readonly task: "move"; readonly at: Position; readonly spans: readonly LedSpan[] };

/** The line of a span whose node has moved. */
export function ledTo({ line, atFirst, atLast }: LedSpan, to: Position): Position[] {
  return line.map((at, i) => ((atFirst && i === 0) || (atLast && i === line.length - 1) ? to : at));
}
