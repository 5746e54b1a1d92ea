import type { Issue } from "@cuntong/network";
import { IssueLog } from "../file/issue-log.ts";
import { ExactDecimals } from "./exact-decimals.ts";
import { unpackGzip } from "./unpack-gzip.ts";

/** A Steiner tree problem as its file gives it, on vertices from 0. */
export interface SteinlibProblem {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Whole numbers, zero or more: those of the file times `scale`. */
  readonly weight: Float64Array;
  /** 1, or the power of ten that makes every number of the file whole. */
  readonly scale: number;
  /** Vertices that must be joined, each once, in the order of the file; a root that the file names comes first. */
  readonly terminals: Uint32Array;
  /** Vertices that are worth a prize (`TP`), and what is lost where one is not joined, times `scale`. */
  readonly prizes?: { readonly vertices: Uint32Array; readonly prize: Float64Array };
}

export interface ReadSteinlib {
  /** Absent where an issue is an error. */
  readonly problem?: SteinlibProblem;
  readonly issues: readonly Issue[];
}

export interface SteinlibLimits {
  /** Bytes after unpacking. */
  readonly maxBytes: number;
  readonly maxVertices: number;
  readonly maxEdges: number;
}

const steinlibLimits: SteinlibLimits = {
  maxBytes: 400_000_000,
  maxVertices: 20_000_000,
  maxEdges: 20_000_000,
};

/** Longest line that is looked at, in bytes; comments may be longer. */
const maxLineLength = 1000;

/**
 * Reads an undirected Steiner tree problem: PACE 2018 (`.gr`) or its ancestor SteinLib (`.stp`), plain or gzip, vertices counted from 1;
 * with the prizes of the 11th DIMACS challenge (`TP`, `RootP`) too. Every line is either understood or refused, except in SteinLib's
 * sections `Comment`, `Presolve` and `Coordinates`; a comment that names another kind of problem is refused.
 */
export function readSteinlib(bytes: Uint8Array, fileName: string, limits: Partial<SteinlibLimits> = {}): ReadSteinlib {
  const log = new IssueLog(fileName);
  const problem = readProblem(bytes, log, { ...steinlibLimits, ...limits });
  const issues = log.list();
  return problem && log.isEmpty("error") ? { problem, issues } : { issues };
}

function readProblem(bytes: Uint8Array, log: IssueLog, limits: SteinlibLimits): SteinlibProblem | undefined {
  if (bytes.length === 0) return void log.error("FILE_EMPTY", {}, "The file is empty.");
  const text = unpackGzip(bytes, limits.maxBytes, log);
  if (!text) return undefined;
  if (text.length > limits.maxBytes) {
    return void log.error("LIMIT_BYTES", {}, `The file has ${text.length} bytes; at most ${limits.maxBytes} are read.`);
  }
  return new Reader(log, limits).read(text);
}

const skippedSections = ["comment", "presolve", "coordinates"];

/** Names of problems that share the format and mean something else by it. */
const otherProblem =
  /max|mwcs|node[- ]?weight|nwst|degree|dcst|hop|group|gstp|direct|arboresc|\bsap\b|rectilinear|obstacle|rsmt|budget|quota/i;

class Reader {
  readonly #log: IssueLog;
  readonly #limits: SteinlibLimits;
  #section = "";
  #row = 0;
  #vertexCount: number | undefined;
  #edgesSaid: number | undefined;
  #terminalsSaid: number | undefined;
  #ended = false;
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #weight = new ExactDecimals();
  #root: number | undefined;
  readonly #terminals = new Set<number>();
  readonly #prizeAt = new Set<number>();
  readonly #prize = new ExactDecimals();

  constructor(log: IssueLog, limits: SteinlibLimits) {
    this.#log = log;
    this.#limits = limits;
  }

  read(bytes: Uint8Array): SteinlibProblem | undefined {
    const decoder = new TextDecoder("latin1");
    for (let start = 0; start < bytes.length && !this.#ended; ) {
      const found = bytes.indexOf(10, start);
      const end = found < 0 ? bytes.length : found;
      this.#row++;
      const line = decoder.decode(bytes.subarray(start, Math.min(end, start + maxLineLength))).trim();
      if (line !== "" && !this.#takeLine(line)) return undefined;
      start = end + 1;
    }
    return this.#finish();
  }

  /** False when there is no use in reading on. */
  #takeLine(line: string): boolean {
    const words = line.split(/\s+/);
    const word = words[0]!.toLowerCase();
    if (this.#section === "") return this.#takeOutside(word, words);
    if (word === "end") this.#section = "";
    else if (this.#section === "graph") return this.#takeGraph(word, words);
    else if (this.#section === "terminals") return this.#takeTerminals(word, words);
    else if (word === "problem" && otherProblem.test(line)) {
      return this.#refuse("STEINLIB_UNSUPPORTED", "This kind of problem is not solved.", words.slice(1).join(" "));
    }
    return true;
  }

  #takeOutside(word: string, words: readonly string[]): boolean {
    if (word === "eof") this.#ended = true;
    else if (word === "section") {
      this.#section = (words[1] ?? "").toLowerCase();
      const known = ["graph", "terminals", ...skippedSections].includes(this.#section);
      if (!known) return this.#refuse("STEINLIB_UNSUPPORTED", "This kind of section is not read.", words.join(" "));
    } else if (word !== "33d32945" && word !== "c") {
      return this.#refuse("STEINLIB_INVALID", "Not a Steiner tree file: a section was expected here.", words.join(" "));
    }
    return true;
  }

  #takeGraph(word: string, words: readonly string[]): boolean {
    switch (word) {
      case "nodes":
        this.#vertexCount = this.#count(words, this.#limits.maxVertices);
        return this.#vertexCount !== undefined;
      case "edges":
        this.#edgesSaid = this.#count(words, this.#limits.maxEdges);
        return this.#edgesSaid !== undefined;
      case "e":
        return this.#takeEdge(words);
      case "obstacles":
        return true;
      default:
        return this.#refuse("STEINLIB_UNSUPPORTED", "Only undirected edges are read.", words.join(" "));
    }
  }

  #takeEdge(words: readonly string[]): boolean {
    const from = this.#vertex(words[1]);
    const to = this.#vertex(words[2]);
    if (this.#from.length >= this.#limits.maxEdges) {
      return this.#refuse("LIMIT_ROWS", `At most ${this.#limits.maxEdges} edges are read.`);
    }
    if (from === undefined || to === undefined || words.length !== 4 || !this.#weight.take(words[3])) {
      this.#say("STEINLIB_EDGE", "An edge is E, two vertices and a weight of zero or more.", words.join(" "));
      return true;
    }
    this.#from.push(from);
    this.#to.push(to);
    return true;
  }

  #takeTerminals(word: string, words: readonly string[]): boolean {
    switch (word) {
      case "terminals":
        this.#terminalsSaid = this.#count(words, this.#limits.maxVertices);
        return this.#terminalsSaid !== undefined;
      case "root":
      case "rootp":
        this.#root = this.#vertex(words[1]);
        if (this.#root === undefined) this.#say("STEINLIB_TERMINAL", "The root is no vertex.", words.join(" "));
        return true;
      case "t":
        if (words.length > 2) {
          const message = "Terminals with a weight are those of a connected subgraph of greatest weight.";
          return this.#refuse("STEINLIB_UNSUPPORTED", message, words.join(" "));
        }
        this.#takeTerminal(words);
        return true;
      case "tp":
        this.#takePrize(words);
        return true;
      default:
        return this.#refuse("STEINLIB_UNSUPPORTED", "This kind of terminal is not read.", words.join(" "));
    }
  }

  #takeTerminal(words: readonly string[]): void {
    const terminal = this.#vertex(words[1]);
    if (terminal === undefined) this.#say("STEINLIB_TERMINAL", "A terminal is T and a vertex.", words.join(" "));
    else if (!this.#isRepeated(terminal, words)) this.#terminals.add(terminal);
  }

  #takePrize(words: readonly string[]): void {
    const vertex = this.#vertex(words[1]);
    if (vertex === undefined || words.length !== 3)
      this.#say("STEINLIB_TERMINAL", "A prize is TP, a vertex and a number.", words.join(" "));
    else if (this.#isRepeated(vertex, words)) return;
    else if (this.#prize.take(words[2])) this.#prizeAt.add(vertex);
    else this.#say("STEINLIB_TERMINAL", "A prize is a number of zero or more.", words.join(" "));
  }

  #isRepeated(vertex: number, words: readonly string[]): boolean {
    if (!this.#terminals.has(vertex) && !this.#prizeAt.has(vertex)) return false;
    this.#log.warning("STEINLIB_REPEATED", { row: this.#row }, "The terminal is named twice.", { value: words[1] });
    return true;
  }

  #finish(): SteinlibProblem | undefined {
    const vertexCount = this.#vertexCount;
    if (vertexCount === undefined || this.#terminalsSaid === undefined || this.#section !== "") {
      return void this.#log.error(
        "FILE_TRUNCATED",
        {},
        "The file ends before the graph and the terminals are complete.",
      );
    }
    this.#compare("edges", this.#edgesSaid, this.#from.length);
    this.#compareTerminals(this.#terminalsSaid);
    if (this.#terminals.size + this.#prizeAt.size === 0)
      this.#log.error("STEINLIB_TERMINAL", {}, "There is no terminal.");
    return this.#problem(vertexCount);
  }

  #problem(vertexCount: number): SteinlibProblem {
    const places = Math.max(this.#weight.places, this.#prize.places);
    const weight = this.#weight.scaled(places);
    const prize = this.#prize.scaled(places);
    const total = [weight, prize].reduce((sum, part) => part.reduce((a, b) => a + b, sum), 0);
    if (!Number.isSafeInteger(total)) {
      this.#log.error("STEINLIB_EDGE", {}, "The weights together exceed 2^53 - 1, so sums would not be exact.");
    }
    const root = this.#root === undefined ? [] : [this.#root];
    return {
      vertexCount,
      from: Uint32Array.from(this.#from),
      to: Uint32Array.from(this.#to),
      weight,
      scale: 10 ** places,
      terminals: Uint32Array.from(new Set([...root, ...this.#terminals])),
      ...(this.#prizeAt.size > 0 && { prizes: { vertices: Uint32Array.from(this.#prizeAt), prize } }),
    };
  }

  /** Writers disagree whether the root of a problem with prizes counts as a terminal. */
  #compareTerminals(said: number): void {
    const found = this.#terminals.size + this.#prizeAt.size;
    const isCounted = this.#root !== undefined && said === found + 1;
    this.#compare("terminals", isCounted ? found : said, found);
  }

  /** Fewer than the file says means that lines are lost. */
  #compare(what: string, said: number | undefined, found: number): void {
    if (said === undefined || said === found || !this.#log.isEmpty("error")) return;
    const message = `The file says ${said} ${what} and has ${found}.`;
    this.#log.error("STEINLIB_COUNT", {}, message, { params: { what, said, found } });
  }

  #count(words: readonly string[], most: number): number | undefined {
    const count = wholeNumber(words[1]);
    if (count === undefined) this.#say("STEINLIB_INVALID", "A whole number is missing here.", words.join(" "));
    else if (count > most) this.#say("LIMIT_ROWS", `At most ${most} are read.`, words.join(" "));
    else return count;
    return undefined;
  }

  /** Vertex from 0; undefined where the word is none of the graph's. */
  #vertex(word: string | undefined): number | undefined {
    const number = wholeNumber(word);
    const isVertex = number !== undefined && number >= 1 && number <= (this.#vertexCount ?? 0);
    return isVertex ? number - 1 : undefined;
  }

  #say(code: string, message: string, value?: string): void {
    this.#log.error(code, { row: this.#row }, message, { value });
  }

  #refuse(code: string, message: string, value?: string): false {
    this.#say(code, message, value);
    return false;
  }
}

function wholeNumber(word: string | undefined): number | undefined {
  if (word === undefined || !/^\d{1,16}$/.test(word)) return undefined;
  const number = Number(word);
  return Number.isSafeInteger(number) ? number : undefined;
}
