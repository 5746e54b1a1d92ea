import type { Project as ProjectAnswer, Village as VillageAnswer } from "@cuntong/contract";
import { type Project, type Store, searchKeys, type VillageCount } from "@cuntong/db";
import { type Village, type VillageStatus, villageStatuses } from "@cuntong/network";
import type { Frozen } from "../http/mount.ts";

/** Set in a project's settings while a demonstration is being loaded into it: it is not shown until it is whole. */
export const loadingSetting = "loading";

export function isLoading({ settings }: Pick<Project, "settings">): boolean {
  return settings[loadingSetting] === true;
}

/** A project of the store with its counts, as the API answers it. */
export async function projectAnswer(store: Store, project: Project): Promise<Frozen<ProjectAnswer>> {
  const { counties, services } = await store.villages.counts(project.id);
  const plant = await store.plant.counts(project.id);
  const { id, name, nameZh, generated, demo, credits, extent, corridors, elevation, createdAt } = project;
  return {
    ...{ id, name, generated, credits, createdAt },
    nameZh: nameZh ?? null,
    demo: demo ?? null,
    extent: extent ?? null,
    villages: addCounts(counties),
    services,
    nodes: plant.nodes,
    spans: plant.spans,
    corridorEdges: corridors?.edges ?? 0,
    hasElevation: (elevation?.files.length ?? 0) > 0,
  };
}

/** How many villages of each status some counties have; every status is there, if only as 0. */
export function addCounts(counties: readonly Pick<VillageCount, "byStatus">[]): Record<VillageStatus, number> {
  const count = (status: VillageStatus) => counties.reduce((sum, { byStatus }) => sum + (byStatus[status] ?? 0), 0);
  const [unconnected, planned, underConstruction, connected, accepted] = villageStatuses;
  return {
    [unconnected]: count(unconnected),
    [planned]: count(planned),
    [underConstruction]: count(underConstruction),
    [connected]: count(connected),
    [accepted]: count(accepted),
  };
}

export function villageAnswer(village: Village): Frozen<VillageAnswer> {
  const { code, name, position, status } = village;
  return {
    ...{ code, name, position, status },
    pinyin: searchKeys(name).pinyin,
    people: village.people ?? null,
    households: village.households ?? null,
    countyCode: village.countyCode ?? null,
    services: village.services ?? null,
    priority: village.priority ?? null,
    dueDate: village.dueDate ?? null,
  };
}
