import { defineConfig } from "vitest/config";

// Browser tests against the real server: one browser, one database, one after the other.
export default defineConfig({
  test: {
    name: "@cuntong/viewer-e2e",
    include: ["e2e/**/*.e2e.ts"],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
