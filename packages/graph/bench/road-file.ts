import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RoadLike, roadLike } from "./road-like.ts";

/** A road-like graph that another process drew: drawing ten million edges takes more memory than all that is measured on them. */
export function readRoad(folder: string): RoadLike {
  const whole = (name: string) => new Uint32Array(bytes(folder, name));
  const real = (name: string) => new Float64Array(bytes(folder, name));
  const x = real("x");
  return { vertexCount: x.length, from: whole("from"), to: whole("to"), x, y: real("y"), weight: real("weight") };
}

function bytes(folder: string, name: string): ArrayBuffer {
  const file = readFileSync(join(folder, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
}

/** `node bench/road-file.ts folder edges seed` */
if (process.argv[1] === import.meta.filename) {
  const [folder, edges, seed] = process.argv.slice(2);
  if (!folder) throw new Error("usage: node bench/road-file.ts folder edges seed");
  const { vertexCount: _, ...arrays } = roadLike(Number(edges), Number(seed));
  mkdirSync(folder, { recursive: true });
  for (const [name, array] of Object.entries(arrays)) writeFileSync(join(folder, name), new Uint8Array(array.buffer));
}
