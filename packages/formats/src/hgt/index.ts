export { type HgtElevation, type HgtFile, readHgt } from "./read-hgt.ts";
