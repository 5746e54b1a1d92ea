import { defineConfig } from "vitest/config";

// Most tests start the command line as a process of its own: slow where many packages are tested at one time.
export default defineConfig({ test: { name: "@cuntong/cli", testTimeout: 60_000 } });
