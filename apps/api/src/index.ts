export { mountHealth } from "./health/routes.ts";
export { mountDocuments } from "./http/documents.ts";
export { listen } from "./http/listen.ts";
export { createShell } from "./http/shell.ts";
export { mountViewer } from "./viewer/static.ts";
