import { defineConfig } from "vitest/config";

export default defineConfig({ test: { name: "@cuntong/viewer", include: ["src/**/*.test.{ts,tsx}"] } });
