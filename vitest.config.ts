import { defineConfig } from "vitest/config";

// As many files at a time as there are cores: most wait for a database, a server or a thread of theirs for much of their time.
export default defineConfig({
  test: { projects: ["packages/*", "apps/*"], maxWorkers: "100%" },
});
