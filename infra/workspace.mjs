// Plain JavaScript that runs on Node >= 20.19 before anything is installed: where things are, which Node runs the workspace, and how
// the workspace is installed. Everything after it runs on Node 24.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pnpmVersion = "10.34.9";
const stampFile = join(root, "node_modules", ".cuntong-installed");

/** The Node that runs the workspace: the host's when it is 24 or newer, else the one installed from the npm registry. */
export function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const folder = join(
    root,
    "node_modules",
    `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
    "bin",
  );
  const node = join(folder, process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(node)) return node;
  throw new Error(
    `Cuntong runs on Node 24. There is no npm build of it for ${process.platform} ${process.arch}: install Node 24 from your distribution or nodejs.org and try again.`,
  );
}

/** The environment of everything that runs inside the workspace: its Node and its tools first. */
export function workspaceEnv(extra = {}) {
  const separator = process.platform === "win32" ? ";" : ":";
  const path = [dirname(findNode()), join(root, "node_modules", ".bin"), process.env.PATH].join(separator);
  return { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...extra, PATH: path };
}

/** Arguments that every script of ours is run with: TypeScript is stripped by Node itself; node:sqlite still warns. */
export const nodeFlags = ["--disable-warning=ExperimentalWarning"];

/** Runs a command to its end and answers its exit code; output goes to `stdio`. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Shows `title`, runs `work`, and says how long it took. A line a second while it lasts, on a terminal. */
export async function step(title, work, out = process.stderr) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const timer = out.isTTY ? setInterval(() => out.write(`\r  ${title} … ${seconds()} `), 1000) : undefined;
  if (!out.isTTY) out.write(`  ${title} …\n`);
  try {
    const answer = await work();
    out.write(`${out.isTTY ? "\r" : ""}  ${title}: ${seconds()}          \n`);
    return answer;
  } finally {
    clearInterval(timer);
  }
}

/** What the installation depends on: the lockfile, every manifest, the platform. */
function installKey() {
  const hash = createHash("sha256").update(`${pnpmVersion} ${process.platform} ${process.arch}`);
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()];
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function manifests() {
  const folders = ["packages", "apps"].flatMap((top) =>
    readdirSync(join(root, top))
      .sort()
      .map((name) => `${top}/${name}`),
  );
  return folders.map((folder) => `${folder}/package.json`).filter((file) => existsSync(join(root, file)));
}

/** Installs the workspace when it is not, or when its manifests changed. Everything is said on stderr. */
export async function ensureInstalled() {
  const key = installKey();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === key) return;
  rmSync(stampFile, { force: true });
  await step("installing packages (first start, or packages changed)", async () => {
    const args = [
      "exec",
      "--yes",
      `pnpm@${pnpmVersion}`,
      "--",
      "install",
      "--frozen-lockfile",
      "--prefer-offline",
      "--reporter=append-only",
    ];
    const code = await runNpm(args);
    if (code !== 0)
      throw new Error(`The packages could not be installed (pnpm ended with ${code}); see the lines above.`);
  });
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, key);
}

/** Runs npm, by the path it told us when it started us, so that it is found on every platform. Its output goes to stderr. */
function runNpm(args) {
  const options = { stdio: ["ignore", 2, 2] };
  const npmCli = process.env.npm_execpath;
  if (npmCli?.endsWith("npm-cli.js")) return run(process.execPath, [npmCli, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}
