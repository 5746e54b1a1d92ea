import type { Demo, DemoOptions } from "./demo.ts";
import { generate } from "./generate.ts";
import { readCounties } from "./shapes.ts";

/**
 * Guangxi: all 14,173 village committees of the official list in their counties, 1,961 of them unconnected, and everything else generated:
 * terrain, rivers, positions, about a million edges of corridors, and the plant that serves the others. One seed, one province, to the bit.
 */
export function generateGuangxi(options: DemoOptions): Demo {
  const scope = { id: "guangxi", name: "Guangxi", nameZh: "广西", counties: readCounties(), unconnected: 1961 };
  return generate(scope, options);
}

/**
 * Donglan, a mountain county, as it was built: every pole, cable, splice and service of 127 villages in 14 townships, four rings; 20
 * villages are unconnected.
 */
export function generateDonglan(options: DemoOptions): Demo {
  return generate({ ...donglan, id: "donglan", asBuilt: true }, options);
}

/** One mountain county of the list, made by the same code: 147 villages, 20 of them unconnected, about ten thousand edges. */
export function generateSmall(options: DemoOptions): Demo {
  return generate({ ...donglan, id: "small" }, options);
}

const donglan = {
  name: "Donglan County",
  nameZh: "东兰县",
  counties: readCounties().filter(({ code }) => code === "451224"),
  unconnected: 20,
};
