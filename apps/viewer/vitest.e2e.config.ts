import { defineConfig } from "vitest/config";

// Browser tests against the real server, one file after the other: each on its own copy of what is prepared once.
export default defineConfig({
  test: {
    name: "@cuntong/viewer-e2e",
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: "e2e/prepare.ts",
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
  },
});
