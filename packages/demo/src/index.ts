export type { County, Demo, DemoOptions, DemoProgress, Frame, HeightGrid, River } from "./demo.ts";
export { generateDonglan, generateGuangxi, generateSmall } from "./guangxi.ts";
export { readHeights } from "./heights.ts";
