import { report, type Watch } from "../watch.ts";
import { type FoundPair, type FoundPath, isLess, pairOfFound, type RiskBook } from "./risk-book.ts";

export interface Branching {
  /** The best pair without a conflict, if one was met. */
  readonly best: FoundPair | undefined;
  /** True when the search ended because nothing better is left. */
  readonly isProven: boolean;
  readonly lowerBound: number;
  /** Paths met on the way, each once, in order. */
  readonly seen: readonly FoundPath[];
}

interface Ends {
  readonly source: number;
  readonly target: number;
}

/** A part of the pairs there are: those whose first path keeps off some risks and whose second keeps off others. */
interface Part {
  readonly a: FoundPath;
  readonly b: FoundPath;
  readonly aWithout: readonly number[];
  readonly bWithout: readonly number[];
  readonly bound: number;
  readonly number: number;
}

/**
 * Best-first branch and bound over pairs of paths. A part's bound is the weight of the two shortest paths that keep off what each must;
 * where these conflict in a risk, either the first or the second keeps off it in every valid pair, and the part is split in two. `bound` is
 * known to hold for all pairs (Suurballe's pair, which knows no groups).
 */
export function branchForPair(
  book: RiskBook,
  ends: Ends,
  { bound, mostSearches, watch }: { bound: number; mostSearches: number; watch: Watch },
): Branching {
  const branch = new Branch(book, ends, bound);
  while (branch.isOpen() && branch.searches < mostSearches) {
    report(watch, branch.searches / mostSearches);
    branch.step();
  }
  return branch.outcome();
}

class Branch {
  readonly #book: RiskBook;
  readonly #ends: Ends;
  readonly #bound: number;
  readonly #parts: Part[] = [];
  readonly #seen = new Map<string, FoundPath>();
  #best: FoundPair | undefined;
  #made = 0;
  searches = 0;

  constructor(book: RiskBook, ends: Ends, bound: number) {
    this.#book = book;
    this.#ends = ends;
    this.#bound = bound;
    const shortest = this.#find([]);
    if (shortest) this.#add(shortest, shortest, [], []);
  }

  /** False when the best pair is known to be the best, or there is no more to look at. */
  isOpen(): boolean {
    const next = this.#parts.at(-1);
    return next !== undefined && (this.#best === undefined || this.#boundOf(next) < weightOf(this.#best));
  }

  step(): void {
    const { a, b, aWithout, bWithout } = this.#parts.pop()!;
    const [conflict] = this.#book.conflicts(a.path, b.path);
    if (conflict === undefined) {
      this.#offer(pairOfFound(this.#book, [a, b]));
      return;
    }
    this.#partner(a, bWithout);
    const first = this.#find([...aWithout, conflict]);
    if (first) this.#add(first, b, [...aWithout, conflict], bWithout);
    // While both keep off the same risks, the pairs are the same with the paths exchanged.
    if (aWithout.length === 0 && bWithout.length === 0) return;
    const second = this.#find([...bWithout, conflict]);
    if (second) this.#add(a, second, aWithout, [...bWithout, conflict]);
  }

  outcome(): Branching {
    const next = this.#parts.at(-1);
    const isProven = !this.isOpen();
    const most = this.#best ? weightOf(this.#best) : Infinity;
    const lowerBound = isProven ? most : Math.min(most, next ? this.#boundOf(next) : Infinity);
    return { best: this.#best, isProven, lowerBound, seen: [...this.#seen.values()] };
  }

  #boundOf(part: Part): number {
    return Math.max(this.#bound, part.bound);
  }

  /** A valid pair early: the best partner for a path, keeping off all that it uses. */
  #partner(a: FoundPath, bWithout: readonly number[]): void {
    const partner = this.#find([...bWithout, ...this.#book.risksOf(a.path)]);
    if (partner) this.#offer(pairOfFound(this.#book, [a, partner]));
  }

  #offer(pair: FoundPair): void {
    if (pair.shared === 0 && (this.#best === undefined || isLess(pair, this.#best))) this.#best = pair;
  }

  #find(without: readonly number[]): FoundPath | undefined {
    this.searches++;
    for (const risk of without) this.#book.close(risk);
    const found = this.#book.search.find(this.#ends.source, this.#ends.target);
    for (const risk of without) this.#book.open(risk);
    if (found) {
      const name = found.path.edges.join();
      if (!this.#seen.has(name)) this.#seen.set(name, found);
    }
    return found;
  }

  /** Keeps the parts in order, the best last: of equal bounds the newer first, which comes to valid pairs sooner. */
  #add(a: FoundPath, b: FoundPath, aWithout: readonly number[], bWithout: readonly number[]): void {
    const part = { a, b, aWithout, bWithout, bound: a.weight + b.weight, number: this.#made++ };
    let [low, high] = [0, this.#parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#parts[middle]!.bound >= part.bound) low = middle + 1;
      else high = middle;
    }
    this.#parts.splice(low, 0, part);
  }
}

const weightOf = ({ a, b }: FoundPair) => a.weight + b.weight;
