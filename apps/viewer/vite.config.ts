import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `pnpm dev` serves the sources and passes API and tiles on to a running Cuntong (CUNTONG_URL to change).
const server = process.env.CUNTONG_URL ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  base: "/",
  build: {
    target: "es2022",
    // MapLibre is one file of about a megabyte that changes rarely: kept apart, it stays in the browser's cache.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "maplibre", test: /node_modules[\\/]maplibre-gl/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": server, "/tiles": server } },
});
