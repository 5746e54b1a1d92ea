export { classRank, rankCount } from "./class-rank.ts";
export { type CorridorFile, type CorridorFileCode, CorridorFileError, openCorridorFile } from "./open-corridor-file.ts";
export { writeCorridors } from "./write-corridors.ts";
