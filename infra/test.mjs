// `npm test`: installs what the tests need, runs everything, ends with one line `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureSystemPackages } from "./system-packages.mjs";
import { ensureViewerBuilt } from "./viewer.mjs";
import { ensureInstalled, findNode, nodeFlags, root, run, workspaceEnv } from "./workspace.mjs";

const output = join(root, "test-output");
const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A check that passes or fails as a whole: types, lint, unused code. */
async function check(name, command, args) {
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(command, args, { env: workspaceEnv({ FORCE_COLOR: "0" }) });
  if (code === 0) count.passed += 1;
  else {
    count.failed += 1;
    failures.push(name);
  }
}

/** A Vitest run whose tests are counted from its own report; a run that leaves no report is a failure. */
async function tests(name, folder, args) {
  process.stdout.write(`\n== ${name}\n`);
  const report = join(output, `${name.replaceAll(" ", "-")}.json`);
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = workspaceEnv({ FORCE_COLOR: "0", NODE_OPTIONS: nodeFlags.join(" "), CUNTONG_TEST_OUTPUT: output });
  const code = await run(findNode(), [vitest, "run", ...args, ...reporters], { cwd: folder, env });
  if (!existsSync(report)) {
    count.failed += 1;
    failures.push(`${name}: no report`);
    return;
  }
  const result = JSON.parse(readFileSync(report, "utf8"));
  count.passed += result.numPassedTests;
  count.failed += result.numFailedTests;
  count.skipped += result.numPendingTests + result.numTodoTests;
  const broken = result.testResults.filter((file) => file.status === "failed");
  for (const file of broken) failures.push(`${name}: ${file.name.slice(root.length + 1)}`);
  // A file that fails to load, or an error outside any test, has no failed test of its own.
  if (code !== 0 && result.numFailedTests === 0) {
    count.failed += Math.max(1, broken.length);
    if (broken.length === 0) failures.push(`${name}: Vitest ended with ${code}`);
  }
}

const started = Date.now();
rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, "screenshots"), { recursive: true });
try {
  await ensureInstalled();
  await ensureSystemPackages();
  const bin = join(root, "node_modules", ".bin");
  await check("types", join(bin, "turbo"), ["run", "typecheck", "--output-logs=errors-only"]);
  await check("lint", join(bin, "biome"), ["check", "--error-on-warnings", "."]);
  await check("unused code", join(bin, "knip"), []);
  await ensureViewerBuilt();
  await tests("unit and API tests", root, []);
  await tests("browser tests", join(root, "apps", "viewer"), ["--config", "vitest.e2e.config.ts"]);
} catch (error) {
  count.failed += 1;
  failures.push(error.message);
}
for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`\nAll checks took ${Math.round((Date.now() - started) / 1000)} s.\n`);
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
