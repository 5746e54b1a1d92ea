import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../connection.ts";
import { StoreError } from "../trouble.ts";
import type { EngineCommand, EngineMessage, EngineOrder } from "./messages.ts";

/** A running engine process. */
export interface EngineProcess {
  readonly socketPath: string;
  readonly pid: number;
  /** Settles when the process is gone, however it went. */
  readonly gone: Promise<void>;
  /** What it last wrote to its standard error. */
  lastWords(): string;
  /** Asks it to end, and ends it when it does not. */
  close(): Promise<void>;
}

const program = fileURLToPath(new URL("process.ts", import.meta.url));
const closeTimeoutMs = 20_000;

/** Starts the engine's process and waits until it serves; what it refuses is refused here with its code. */
export async function startEngineProcess(
  folders: Omit<EngineOrder, "socketPath">,
  report: Report,
): Promise<EngineProcess> {
  const { socketPath, forget } = await freshSocket();
  const order: EngineOrder = { ...folders, socketPath };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, JSON.stringify(order)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4_000);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve())).then(forget);
  await served(child, report, () => words);
  return { socketPath, pid: child.pid!, gone, lastWords: () => words, close: () => close(child, gone) };
}

/** A socket in a folder that only this user can enter; the data folder's own path may be too long for a socket's name. */
async function freshSocket(): Promise<{ socketPath: string; forget: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "cuntong-"));
  const socketPath =
    process.platform === "win32" ? `\\\\.\\pipe\\${folder.replace(/[^\w-]/g, "_")}` : join(folder, "engine");
  return { socketPath, forget: () => rm(folder, { recursive: true, force: true }) };
}

function served(child: ChildProcess, report: Report, lastWords: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: EngineMessage) => {
      if (message.kind === "progress") report(message.step, message.message);
      if (message.kind === "ready") resolve();
      if (message.kind === "refused") reject(new StoreError(message.code, message.message));
    });
    child.once("error", (error) => reject(new StoreError("ENGINE_FAILED", error.message, error)));
    child.once("exit", (code, signal) =>
      reject(
        new StoreError("ENGINE_FAILED", `The embedded database did not start (${signal ?? code}). ${lastWords()}`),
      ),
    );
  });
}

async function close(child: ChildProcess, gone: Promise<void>): Promise<void> {
  const impatience = setTimeout(() => child.kill("SIGKILL"), closeTimeoutMs);
  if (child.connected) child.send({ kind: "close" } satisfies EngineCommand, () => {});
  await gone;
  clearTimeout(impatience);
}
