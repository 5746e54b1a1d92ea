// Builds the viewer when its sources changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findNode, root, run, step, workspaceEnv } from "./workspace.mjs";

const viewer = join(root, "apps", "viewer");
const stampFile = join(viewer, "dist", ".built-from");
const sources = [
  "apps/viewer/src",
  "apps/viewer/public",
  "packages/contract/src",
  "packages/geo/src",
  "packages/network/src",
];
const files = ["pnpm-lock.yaml", "apps/viewer/index.html", "apps/viewer/package.json", "apps/viewer/vite.config.ts"];

function sourceKey() {
  const hash = createHash("sha256");
  const nested = sources.flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  for (const file of [...nested.sort(), ...files.map((name) => join(root, name))])
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}

export async function ensureViewerBuilt() {
  const key = sourceKey();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === key) return;
  await step("building the viewer", async () => {
    const vite = join(viewer, "node_modules", "vite", "bin", "vite.js");
    const code = await run(findNode(), [vite, "build", "--logLevel", "warn"], {
      cwd: viewer,
      env: workspaceEnv(),
      stdio: ["ignore", 2, 2],
    });
    if (code !== 0) throw new Error("The viewer could not be built; see the lines above.");
  });
  writeFileSync(stampFile, key);
}
