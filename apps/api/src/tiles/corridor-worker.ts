/** Entry of the tile thread: opens corridor files and makes tiles of them, so that a dense tile never holds up the server. */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { type CorridorFile, openCorridorFile } from "@cuntong/formats";
import type { TileQuestion, TileReply } from "./corridor-thread.ts";
import { corridorTile } from "./corridor-tile.ts";

/** Files kept open: a province's takes some 100 MB. */
const filesKept = 2;

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const open = new Map<string, CorridorFile>();

function fileAt(path: string): CorridorFile {
  const kept = open.get(path);
  if (kept) return kept;
  const [oldest] = open.keys();
  if (oldest !== undefined && open.size >= filesKept) open.delete(oldest);
  const opened = openCorridorFile(readFileSync(path));
  open.set(path, opened);
  return opened;
}

port.on("message", ({ id, path, address }: TileQuestion) => {
  const say = (reply: TileReply) => port.postMessage(reply);
  try {
    say({ id, bytes: corridorTile(fileAt(path), address) });
  } catch (error) {
    say({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
