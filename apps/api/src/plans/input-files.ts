import { readFileSync } from "node:fs";
import { openCorridorFile } from "@cuntong/formats";
import type { Issue } from "@cuntong/network";
import type { PlanInput } from "@cuntong/planner";
import { openElevation } from "../elevation/open.ts";
import type { PlanTask } from "./messages.ts";

/** Opens the files that a worker is told, or says that they are lost: they lie beside the store, so they can be lost without it. */
export async function openInputFiles({
  corridorFile,
  elevationFiles,
}: Pick<PlanTask, "corridorFile" | "elevationFiles">): Promise<
  Pick<PlanInput, "corridors" | "elevation"> | { readonly issue: Issue }
> {
  try {
    const { corridors } = openCorridorFile(readFileSync(corridorFile));
    const elevation = await openElevation(elevationFiles);
    return { corridors, ...(elevation ? { elevation } : {}) };
  } catch (error) {
    const message = `A file of the project cannot be read: ${error instanceof Error ? error.message : error}`;
    const suggestion = "Import the corridors or the elevation again, or load the demonstration again.";
    return { issue: { severity: "error", code: "PROJECT_FILE_LOST", place: {}, message, suggestion } };
  }
}
