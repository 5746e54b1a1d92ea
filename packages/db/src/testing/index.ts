export { temporaryFolder } from "./embedded.ts";
export { cloneDatabase, findPostgres, startTestPostgres, type TestPostgres } from "./postgres.ts";
