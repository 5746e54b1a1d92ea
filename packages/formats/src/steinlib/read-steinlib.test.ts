import { existsSync, globSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readSteinlib } from "./read-steinlib.ts";

const pace = `SECTION Graph
Nodes 3
Edges 3
E 1 2 4
E 2 3 0
E 1 3 7
END

SECTION Terminals
Terminals 2
T 3
T 1
END

EOF
`;
const bytes = (text: string) => new TextEncoder().encode(text);
const codes = (text: string | Uint8Array, limits = {}) =>
  readSteinlib(typeof text === "string" ? bytes(text) : text, "x.gr", limits).issues.map(({ code, place }) => [
    code,
    place.row,
  ]);

test("a PACE file is read, plain and gzipped", () => {
  for (const file of [bytes(pace), gzipSync(pace), bytes(pace.replaceAll("\n", "\r\n"))]) {
    const { problem, issues } = readSteinlib(file, "x.gr");
    expect(issues).toEqual([]);
    expect(problem).toEqual({
      vertexCount: 3,
      from: Uint32Array.of(0, 1, 0),
      to: Uint32Array.of(1, 2, 2),
      weight: Float64Array.of(4, 0, 7),
      scale: 1,
      terminals: Uint32Array.of(2, 0),
    });
  }
});

test("a SteinLib file is read past its comment and coordinates", () => {
  const head = `33D32945 STP File, STP Format Version 1.0\nSECTION Comment\nName "x"\nEND\n`;
  const tail = "SECTION Coordinates\nDD 1 2 3\nEND\n\nEOF";
  expect(readSteinlib(bytes(head + pace.replace("EOF\n", tail)), "x.stp").problem?.from.length).toBe(3);
});

test("each fault is named with its line", () => {
  expect(codes("")).toEqual([["FILE_EMPTY", undefined]]);
  expect(codes("code,name\n1,2\n")).toEqual([["STEINLIB_INVALID", 1]]);
  expect(codes(pace.replace("E 1 2 4", "E 1 4 4"))).toEqual([["STEINLIB_EDGE", 4]]);
  for (const weight of ["-4", "1.0000000001", ".", "NaN", "1e3", "99999999999999999", ""]) {
    expect(codes(pace.replace("E 1 2 4", `E 1 2 ${weight}`)), weight).toEqual([["STEINLIB_EDGE", 4]]);
  }
  expect(codes(pace.replace("T 3", "T 0"))).toEqual([["STEINLIB_TERMINAL", 11]]);
  expect(codes(pace.replace("T 3", "T 1"))).toContainEqual(["STEINLIB_REPEATED", 12]);
  expect(codes(pace.replace("T 3", "T 3 8"))).toEqual([["STEINLIB_UNSUPPORTED", 11]]);
  for (const prize of ["TP 3", "TP 3 -8", "TP 4 8", "TP 3 8 9", "RootP 0", "Root x"])
    expect(codes(pace.replace("T 3", prize))[0], prize).toEqual(["STEINLIB_TERMINAL", 11]);
  expect(codes(pace.replace("E 1 2 4", "A 1 2 4"))).toEqual([["STEINLIB_UNSUPPORTED", 4]]);
  expect(codes(pace.replace("E 1 2 4\n", ""))).toEqual([["STEINLIB_COUNT", undefined]]);
  expect(codes(pace.replace("T 3\nT 1\n", "").replace("Terminals 2", "Terminals 0"))).toEqual([
    ["STEINLIB_TERMINAL", undefined],
  ]);
  const heavy = String(2 ** 53 - 1);
  expect(codes(pace.replace("E 1 2 4", `E 1 2 ${heavy}`))).toEqual([["STEINLIB_EDGE", undefined]]);
});

test("prizes, a root and decimals are read exactly", () => {
  const text = pace.replace("E 1 2 4", "E 1 2 4.25").replace("T 3\nT 1", "RootP 2\nTP 3 0.1\nTP 1 7");
  const { problem, issues } = readSteinlib(bytes(text), "x.stp");
  expect(issues).toEqual([]);
  expect(problem).toMatchObject({ scale: 100, weight: Float64Array.of(425, 0, 700), terminals: Uint32Array.of(1) });
  expect(problem?.prizes).toEqual({ vertices: Uint32Array.of(2, 0), prize: Float64Array.of(10, 700) });
});

test("a problem that only looks alike is refused by its name", () => {
  const named = (name: string) => `33D32945 STP File\nSECTION Comment\nProblem "${name}"\nEND\n${pace}`;
  for (const name of ["Maximum Node Weight Connected Subgraph", "MWCS", "Node Weighted Steiner Tree", "SAP"])
    expect(codes(named(name)), name).toEqual([["STEINLIB_UNSUPPORTED", 3]]);
  for (const name of ["Prize-Collecting Steiner Problem in Graphs", "PCSPG", "RPCST", "SPG"])
    expect(codes(named(name)), name).toEqual([]);
});

test("a file that is cut short anywhere before its end is refused", () => {
  const whole = pace.lastIndexOf("END") + 3;
  for (let length = 0; length < whole; length++) {
    expect(readSteinlib(bytes(pace.slice(0, length)), "x.gr").problem, String(length)).toBeUndefined();
  }
  const packed = gzipSync(pace);
  expect(codes(packed.subarray(0, packed.length - 12))).toEqual([["FILE_TRUNCATED", undefined]]);
  expect(codes(Uint8Array.from(packed, (byte, i) => (i === 12 ? byte ^ 255 : byte)))[0]?.[0]).toMatch(
    /GZIP_INVALID|FILE_TRUNCATED/,
  );
});

test("limits hold, also against a gzip that unpacks to very much", () => {
  expect(codes(gzipSync(new Uint8Array(5_000_000)), { maxBytes: 1_000_000 })).toEqual([["LIMIT_BYTES", undefined]]);
  expect(codes(pace, { maxBytes: 20 })).toEqual([["LIMIT_BYTES", undefined]]);
  expect(codes(pace.replace("Nodes 3", "Nodes 999999999"))).toEqual([["LIMIT_ROWS", 2]]);
  expect(codes(pace, { maxEdges: 2 })).toEqual([["LIMIT_ROWS", 3]]);
});

const folder = new URL("../../../../../shared/data/steiner/", import.meta.url);
test.skipIf(!existsSync(folder))(
  existsSync(folder) ? "every real instance is read" : "skipped: ../shared/data/steiner not present",
  () => {
    const files = globSync("{track1,vienna}/*", { cwd: folder });
    expect(files.length).toBe(37);
    for (const file of files) expect(readSteinlib(readFileSync(new URL(file, folder)), file).issues, file).toEqual([]);
  },
);
