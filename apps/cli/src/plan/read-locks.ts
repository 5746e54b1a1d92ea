import { corridorPoints, readRoutes } from "@cuntong/formats";
import type { CorridorLock, Corridors, Issue, PlanLocks, VillageCode } from "@cuntong/network";
import { openLocks } from "@cuntong/planner";
import { mustOf } from "./budget-options.ts";
import { findFile, readBytes } from "./input-file.ts";
import type { InputOptions } from "./input-options.ts";
import { findFiles } from "./read-inputs.ts";

/** Files of locks as the command line names them. */
export interface LockOptions extends Pick<InputOptions, "datum"> {
  readonly use: readonly string[];
  readonly avoid: readonly string[];
  readonly must?: string;
}

/** The locks that files of drawn routes and of villages ask for, added to others; undefined where there are none at all. */
export async function readLocks(
  { use, avoid, must, datum }: LockOptions,
  corridors: Corridors,
  others: PlanLocks | undefined,
  issues: Issue[],
): Promise<PlanLocks | undefined> {
  const routesOf = async (paths: readonly string[]): Promise<CorridorLock[]> => {
    const routes: CorridorLock[] = [];
    for (const file of await findFiles(paths, issues)) {
      const reference = corridorPoints(corridors);
      const read = await readRoutes(await readBytes(file), { fileName: file.name, datum, reference });
      issues.push(...read.issues);
      routes.push(...read.routes);
    }
    return routes;
  };
  const [used, avoided] = [await routesOf(use), await routesOf(avoid)];
  const wanted = must === undefined ? [] : await codesIn(must, issues);
  if (used.length + avoided.length + wanted.length === 0) return others;
  const locks = others ?? openLocks;
  return {
    ...locks,
    use: [...locks.use, ...used],
    avoid: [...locks.avoid, ...avoided],
    must: [...new Set([...locks.must, ...wanted])],
  };
}

async function codesIn(path: string, issues: Issue[]): Promise<readonly VillageCode[]> {
  const file = await findFile(path, issues);
  return file ? mustOf(new TextDecoder().decode(await readBytes(file))) : [];
}
