import type { Position } from "@cuntong/geo";
import type { CorridorsBuilder } from "@cuntong/network";
import { PositionIndex } from "./position-index.ts";

/** A line to be laid into the network. */
export interface CorridorLine {
  readonly positions: readonly Position[];
  readonly classIndex: number;
  readonly flags: number;
  readonly source: number;
}

/**
 * Lays lines into a network and joins them where they share a position: every line is split at its ends and at each position that it
 * shares with another line or with itself. Lines that cross between positions are not joined, as one may pass over the other. A line drawn
 * twice, in either direction, is laid once and the second goes to `onTwin`.
 */
export function nodeLines(
  lines: readonly CorridorLine[],
  builder: CorridorsBuilder,
  onTwin: (line: CorridorLine) => void,
): void {
  const numbered = numberPositions(lines);
  const twins = new TwinFinder(numbered);
  const vertexOf = new Int32Array(numbered.count).fill(-1);
  for (const [i, line] of lines.entries()) {
    if (twins.isTwin(i)) onTwin(line);
    else layLine(line, i, numbered, vertexOf, builder);
  }
}

/** Every position of every line by its number, in flat arrays: a typed array per line would cost more than its content. */
interface Numbered {
  readonly numbers: Uint32Array;
  /** Line `i` is `numbers[start[i] .. start[i + 1])`. */
  readonly start: Uint32Array;
  /** How often each position is used; an end counts twice, so that it is a vertex even when no other line comes there. */
  readonly uses: Uint32Array;
  readonly count: number;
}

function numberPositions(lines: readonly CorridorLine[]): Numbered {
  const start = new Uint32Array(lines.length + 1);
  for (const [i, line] of lines.entries()) start[i + 1] = start[i]! + line.positions.length;
  const total = start[lines.length]!;
  const numbers = new Uint32Array(total);
  const uses = new Uint32Array(total);
  const index = new PositionIndex();
  let at = 0;
  for (const { positions } of lines) {
    const last = positions.length - 1;
    for (let i = 0; i <= last; i++) {
      const number = index.add(positions[i]![0], positions[i]![1]);
      uses[number]! += i === 0 || i === last ? 2 : 1;
      numbers[at++] = number;
    }
  }
  return { numbers, start, uses, count: index.count };
}

/** Tells lines that go through the same positions as an earlier one. */
class TwinFinder {
  readonly #numbered: Numbered;
  /** The latest line between two ends, and for each line the one before it between the same ends. */
  readonly #latest = new Map<number, number>();
  readonly #before: Int32Array;

  constructor(numbered: Numbered) {
    this.#numbered = numbered;
    this.#before = new Int32Array(numbered.start.length).fill(-1);
  }

  isTwin(line: number): boolean {
    const { numbers, start, count } = this.#numbered;
    const [first, last] = [numbers[start[line]!]!, numbers[start[line + 1]! - 1]!];
    const key = Math.min(first, last) * count + Math.max(first, last);
    const latest = this.#latest.get(key) ?? -1;
    for (let other = latest; other >= 0; other = this.#before[other]!) if (this.#isSame(line, other)) return true;
    this.#before[line] = latest;
    this.#latest.set(key, line);
    return false;
  }

  #isSame(a: number, b: number): boolean {
    const { numbers, start } = this.#numbered;
    const length = start[a + 1]! - start[a]!;
    if (start[b + 1]! - start[b]! !== length) return false;
    let ahead = true;
    let back = true;
    for (let i = 0; i < length && (ahead || back); i++) {
      const number = numbers[start[a]! + i];
      if (number !== numbers[start[b]! + i]) ahead = false;
      if (number !== numbers[start[b + 1]! - 1 - i]) back = false;
    }
    return ahead || back;
  }
}

function layLine(
  line: CorridorLine,
  index: number,
  { numbers, start, uses }: Numbered,
  vertexOf: Int32Array,
  builder: CorridorsBuilder,
): void {
  const { positions, classIndex, flags, source } = line;
  const first = start[index]!;
  const vertexAt = (i: number): number => {
    const number = numbers[first + i]!;
    if (vertexOf[number] === -1) vertexOf[number] = builder.addVertex(positions[i]![0], positions[i]![1]);
    return vertexOf[number]!;
  };
  const lon: number[] = [];
  const lat: number[] = [];
  let from = 0;
  for (let i = 1; i < positions.length; i++) {
    if (uses[numbers[first + i]!]! < 2) {
      lon.push(positions[i]![0]);
      lat.push(positions[i]![1]);
      continue;
    }
    // Two positions within a centimetre are one; between them there is no edge.
    const isPoint = i === from + 1 && numbers[first + from] === numbers[first + i];
    if (!isPoint) builder.addEdge(vertexAt(from), vertexAt(i), classIndex, flags, source, lon, lat);
    lon.length = 0;
    lat.length = 0;
    from = i;
  }
}
