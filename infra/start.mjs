// `npm start`: installs, builds the viewer while the server opens its store and demonstration, then says where to look.
// Arguments go to `cuntong serve` (e.g. `npm start -- --demo andorra`).
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureViewerBuilt } from "./viewer.mjs";
import { ensureInstalled, findNode, nodeFlags, root, workspaceEnv } from "./workspace.mjs";

const started = Date.now();

/** Starts `cuntong serve` and answers its address once it is ready. */
function startServer(onChild) {
  const cli = join(root, "apps", "cli", "src", "main.ts");
  const child = spawn(findNode(), [...nodeFlags, cli, "serve", ...process.argv.slice(2)], {
    cwd: root,
    env: workspaceEnv(),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  onChild(child);
  return new Promise((resolve, reject) => {
    child.on("message", (message) => resolve(message));
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(Object.assign(new Error(`The server ended with ${code}.`), { exitCode: code ?? 1 })),
    );
  });
}

let server;
let stopping = false;
function stop() {
  stopping = true;
  if (server?.exitCode === null) server.kill("SIGTERM");
  else process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

try {
  process.stderr.write("Cuntong 村通\n");
  await ensureInstalled();
  const [ready] = await Promise.all([
    startServer((child) => {
      server = child;
      child.on("exit", (code) => {
        if (stopping) process.exit(code ?? 0);
        process.exitCode = code ?? 1;
      });
    }),
    ensureViewerBuilt(),
  ]);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  process.stdout.write(`
  Cuntong is ready after ${seconds} s:  ${ready.address}

  Open it in a browser: the ${ready.projectName} demonstration is on the map, planned.
  Next: choose a county under "Plan", start it, click a village, download the work file.
  API document: ${ready.address}/api/docs     Data: ${ready.dataFolder}     Stop: Ctrl-C
`);
} catch (error) {
  if (!stopping) process.stderr.write(`${error.message}\n`);
  if (server?.exitCode === null) server.kill("SIGTERM");
  process.exitCode = error.exitCode ?? 1;
}
