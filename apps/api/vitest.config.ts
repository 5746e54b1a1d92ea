import { defineConfig } from "vitest/config";

// Every file starts a PostgreSQL of its own, and plans run in real worker threads: slow where many packages are tested at one time.
export default defineConfig({
  test: { name: "@cuntong/api", testTimeout: 60_000, hookTimeout: 60_000, isolate: false },
});
