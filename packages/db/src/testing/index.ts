export { temporaryFolder } from "./embedded.ts";
export { findPostgres, startTestPostgres, type TestPostgres } from "./postgres.ts";
