import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { stopSignal } from "./stop-signal.ts";

test("one Ctrl-C that arrives three times stops cleanly, a second one ends at once", async () => {
  const source = new EventEmitter();
  let insisted = 0;
  let nowMs = 5_000;
  const stopped = stopSignal(
    source,
    () => insisted++,
    () => nowMs,
  );
  source.emit("SIGINT");
  await stopped;
  nowMs += 20;
  source.emit("SIGINT");
  source.emit("SIGTERM");
  expect(insisted).toBe(0);
  nowMs += 1_500;
  source.emit("SIGINT");
  expect(insisted).toBe(1);
});
