import { spawnSync } from "node:child_process";
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RoadLike, roadLike } from "../src/testing/road-like.ts";

/** Draws a road-like graph into a folder, in another process: drawing ten million edges takes more memory than all that is measured. */
export function drawRoad(folder: string, edges: number, seed: number): void {
  const drawn = spawnSync(process.execPath, [import.meta.filename, folder, String(edges), String(seed)], {
    stdio: "inherit",
  });
  if (drawn.status !== 0) throw new Error(`no graph of ${edges} edges could be drawn`);
}

export function readRoad(folder: string): RoadLike {
  const whole = (name: string) => new Uint32Array(bytesOf(join(folder, name)));
  const real = (name: string) => new Float64Array(bytesOf(join(folder, name)));
  const x = real("x");
  return { vertexCount: x.length, from: whole("from"), to: whole("to"), x, y: real("y"), weight: real("weight") };
}

/** A file straight into the buffer that will be used, without a second copy. */
export function bytesOf(path: string): ArrayBuffer {
  const file = openSync(path, "r");
  const bytes = new Uint8Array(fstatSync(file).size);
  for (let at = 0; at < bytes.length; ) at += readSync(file, bytes, at, Math.min(2 ** 30, bytes.length - at), at);
  closeSync(file);
  return bytes.buffer;
}

/** `node bench/road-file.ts folder edges seed` */
if (process.argv[1] === import.meta.filename) {
  const [folder, edges, seed] = process.argv.slice(2);
  if (!folder) throw new Error("usage: node bench/road-file.ts folder edges seed");
  const { vertexCount: _, ...arrays } = roadLike(Number(edges), Number(seed));
  mkdirSync(folder, { recursive: true });
  for (const [name, array] of Object.entries(arrays)) writeFileSync(join(folder, name), new Uint8Array(array.buffer));
}
