export * from "./osm/index.ts";
