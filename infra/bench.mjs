// `npm run bench [-- arguments]`: installs what is missing, then measures the graph package against the peers it finds on this machine
// (igraph, scipy, networkx, pgRouting, graphology). Arguments as packages/graph/bench/run.ts takes them.
import { join } from "node:path";
import { ensureInstalled, findNode, nodeFlags, root, run, workspaceEnv } from "./workspace.mjs";

try {
  await ensureInstalled();
  const bench = join(root, "packages", "graph", "bench", "run.ts");
  process.exitCode = await run(findNode(), [...nodeFlags, bench, ...process.argv.slice(2)], { env: workspaceEnv() });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
