import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import * as lib from "./index.ts";

test("the example of the README runs, and its remarks are true", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)![1].replace(/^import .*$/m, "");
  const run = new Function("lib", `${stripTypeScriptTypes(example)}\nreturn { back, round, distance };`);
  expect(run(lib)).toEqual({ back: [3], round: { distance: 900, edges: expect.any(Array) }, distance: 500 });
});
