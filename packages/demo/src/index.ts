export type { County, Demo, DemoOptions, DemoProgress, Frame, HeightGrid, River } from "./demo.ts";
export { generateGuangxi, generateSmall } from "./guangxi.ts";
export { readHeights } from "./heights.ts";
