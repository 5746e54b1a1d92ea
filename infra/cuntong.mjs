#!/usr/bin/env node
// `cuntong ...`: installs what is missing, then runs the CLI on the workspace's Node with the same arguments, streams and exit code.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, findNode, nodeFlags, root, workspaceEnv } from "./workspace.mjs";

try {
  await ensureInstalled();
  const cli = join(root, "apps", "cli", "src", "main.ts");
  // npm runs us in the project's folder; files named on the command line are the caller's.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const child = spawn(findNode(), [...nodeFlags, cli, ...process.argv.slice(2)], {
    cwd,
    env: workspaceEnv(),
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
