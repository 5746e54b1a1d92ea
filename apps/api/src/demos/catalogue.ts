import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DemoId } from "@cuntong/contract";
import type { Settings } from "../settings.ts";

export { DemoId };

export interface DemoEntry {
  readonly id: DemoId;
  readonly name: string;
  readonly nameZh: string;
  /** Made from a seed rather than surveyed. */
  readonly generated: boolean;
}

export const demos: Readonly<Record<DemoId, DemoEntry>> = {
  guangxi: { id: "guangxi", name: "Guangxi", nameZh: "广西", generated: true },
  donglan: { id: "donglan", name: "Donglan County", nameZh: "东兰县", generated: true },
  andorra: { id: "andorra", name: "Andorra", nameZh: "安道尔", generated: false },
};

/** The seed of the generated demonstration: everybody sees the same province. */
export const demoSeed = 1;

/** Where Andorra's network starts. */
export const andorraCapital = "Andorra la Vella";

/** The files that Andorra is made from. */
export interface OsmFiles {
  readonly extract: string;
  readonly elevation: string;
}

/** Andorra's files on this machine; `undefined` where they are not. */
export function findOsmFiles({ osmFolder }: Settings): OsmFiles | undefined {
  const folder = osmFolder ?? fileURLToPath(new URL("../../../../../shared/data/osm", import.meta.url));
  const files = { extract: join(folder, "andorra.osm.pbf"), elevation: join(folder, "N42E001.hgt.zip") };
  return existsSync(files.extract) && existsSync(files.elevation) ? files : undefined;
}
