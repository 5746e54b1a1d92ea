import fc from "fast-check";
import { expect, test } from "vitest";
import { readSor } from "./read-sor.ts";
import { encodeSor } from "./testing/encode-sor.ts";
import { exampleContent } from "./testing/example-content.ts";
import { findFault } from "./testing/find-fault.ts";
import { belowOf, mutate } from "./testing/mutate.ts";

test("3,000 damaged files are read as far as they go, none crashes and none allocates for a lie", () => {
  const sources = ([1, 2] as const).map((version) => encodeSor(exampleContent(version)));
  const places = sources.map((bytes) => readSor(bytes, { fileName: "" }).trace!.blocks.map(({ offset }) => offset));
  const below = belowOf(20_261_129);
  for (let i = 0; i < 3_000; i++) {
    const bytes = mutate(sources[i % 2]!, [0, ...places[i % 2]!], below);
    expect(findFault(readSor(bytes, { fileName: "a.sor" }), bytes.length)).toBeUndefined();
  }
});

test("any bytes behind any head of a map are answered", () => {
  const heads = ["", "Map\0\u00c8\0", "d\0\u0094\0\0\0\u000a\0GenParams\0", "Map\0\u00c8\0\u000c\0\0\0\u00ff\u00ff"];
  const head = fc.constantFrom(...heads).map((text) => Uint8Array.from(text, (char) => char.charCodeAt(0)));
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      const bytes = Uint8Array.from([...start, ...rest]);
      expect(findFault(readSor(bytes, { fileName: "a.sor" }), bytes.length)).toBeUndefined();
    }),
    { numRuns: 1_000 },
  );
});
