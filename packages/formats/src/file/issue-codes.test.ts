import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folders =
  "{corridor,datum,feature,file,graphml,plant,price-book,proposal,route,sor,steinlib,table,text,topology,village,xml,zip}";

test("every code that a reader gives is explained in docs/issue-codes.md", () => {
  const root = new URL("../../../../", import.meta.url);
  const documented = readFileSync(new URL("docs/issue-codes.md", root), "utf8");
  const sources = globSync(`packages/formats/src/${folders}/*.ts`, { cwd: root }).filter(
    (path) => !path.endsWith(".test.ts"),
  );
  const codes = new Set<string>();
  for (const path of sources) {
    const text = readFileSync(new URL(path, root), "utf8");
    for (const [, code] of text.matchAll(/"([A-Z]{2,}(?:_[A-Z]+)+)"/g)) codes.add(code!);
  }
  // Codes of the libraries below, which are caught and translated.
  for (const foreign of ["CSV_QUOTE_NOT_CLOSED", "ERR_BUFFER_TOO_LARGE", "ERR_SQLITE_ERROR", "Z_BUF_ERROR"])
    codes.delete(foreign);
  expect(codes.size).toBeGreaterThan(80);
  expect([...codes].filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
});
