import { PlanRequest, type VillageChoice } from "@cuntong/contract";
import type { Plan, Project, Store, VillageFilter } from "@cuntong/db";
import type { Issue, PlanLocks, PlanSettings, PriceBook, Village, VillageCode } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, type SolvePlanOptions, statusesToConnect } from "@cuntong/planner";
import type { DataFolder } from "../data-folder.ts";
import type { PlanTask } from "./messages.ts";

/** Either everything a planning worker needs, or what keeps it from starting. */
export type LoadedPlan =
  | { readonly ok: true; readonly task: Omit<PlanTask, "cancel">; readonly computedOn: number }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a plan's inputs from the store, all at one revision as far as nobody writes meanwhile. */
export async function loadPlan(store: Store, files: DataFolder, plan: Plan): Promise<LoadedPlan> {
  const request = PlanRequest.parse(plan.request);
  const { project, revision: computedOn } = await store.projects.get(plan.projectId);
  const villages = await chosenVillages(store, plan.projectId, request.villages);
  const faults = faultsOfChoice(request.villages, villages);
  if (faults.length > 0) return { ok: false, issues: faults };
  const { corridors } = project;
  if (!corridors) return { ok: false, issues: [noCorridors()] };
  const priceBook = await priceBookOf(store, plan.projectId, request.priceBook);
  if (!priceBook) return { ok: false, issues: [noPriceBook(request.priceBook ?? "")] };
  const { nodes, spans } = await store.plant.read(plan.projectId);
  const { areas } = await store.areas.all(plan.projectId);
  const input = {
    ...{
      villages,
      nodes,
      spans,
      priceBook,
      seed: request.seed,
      credits: project.credits,
      generated: project.generated,
    },
    ...(areas.length > 0 ? { areas } : {}),
    settings: settingsOf(request),
    inputs: inputsOf(project, computedOn, areas.length > 0),
  };
  const elevationFiles = (project.elevation?.files ?? []).map(({ file }) => files.path(file));
  const corridorFile = files.path(corridors.file);
  return { ok: true, computedOn, task: { input, corridorFile, elevationFiles, options: optionsOf(request) } };
}

/** What is decided beforehand. */
function optionsOf({ locks, partial, budget }: PlanRequest): SolvePlanOptions {
  return {
    ...(locks ? { locks: locksOf(locks) } : {}),
    ...(partial === undefined ? {} : { partial }),
    ...(budget ? { budget: JSON.parse(JSON.stringify(budget)) } : {}),
  };
}

/** Locks of a request in the planner's words. */
export function locksOf(locks: NonNullable<PlanRequest["locks"]>): PlanLocks {
  const codes = (given: readonly string[]) => given.map((code) => code as VillageCode);
  return { ...locks, must: codes(locks.must), forbid: codes(locks.forbid) };
}

/** The default settings with what was asked for. */
function settingsOf({ effort, counting, offroadLimitM, existingSpans }: PlanRequest): PlanSettings {
  return {
    ...{ ...defaultSettings, effort },
    ...(counting ? { counting } : {}),
    ...(offroadLimitM === undefined ? {} : { offroadLimitM }),
    ...(existingSpans === undefined ? {} : { existingSpans }),
  };
}

/** The villages of a choice that are to be connected, in the order of their codes. */
export async function chosenVillages(store: Store, projectId: string, choice: VillageChoice): Promise<Village[]> {
  const { villages } = await store.villages.all(projectId, { status: statusesToConnect, ...filterOf(choice) });
  if (choice.select !== "codes") return villages;
  const wanted = new Set(choice.codes);
  return villages.filter(({ code }) => wanted.has(code));
}

/** What is wrong with a choice, given the villages that it chose: none at all, or codes asked for that are not among them. */
export function faultsOfChoice(choice: VillageChoice, chosen: readonly Village[]): Issue[] {
  const found = new Set<string>(chosen.map(({ code }) => code));
  const missing = choice.select === "codes" ? [...new Set(choice.codes)].filter((code) => !found.has(code)) : [];
  return [...(found.size === 0 ? [noVillages(choice)] : []), ...missing.map(notToConnect)];
}

function notToConnect(code: string): Issue {
  return {
    severity: "error",
    code: "VILLAGE_NOT_OPEN",
    place: { field: "villages" },
    value: code,
    message: `The project has no village ${code} that is unconnected or planned.`,
    params: { village: code },
  };
}

function filterOf(choice: VillageChoice): VillageFilter {
  if (choice.select === "county") return { countyCode: choice.countyCode };
  if (choice.select === "polygon") return { within: [[...choice.polygon, choice.polygon[0]!]] };
  return {};
}

/** A price book by name; without a name the project's first, and the program's own where it has none. */
export async function priceBookOf(store: Store, projectId: string, name?: string): Promise<PriceBook | undefined> {
  if (name !== undefined) return (await store.priceBooks.get(projectId, name)).priceBook;
  const { priceBooks } = await store.priceBooks.list(projectId);
  return priceBooks.find((book) => book.name === defaultPriceBook.name) ?? priceBooks[0] ?? defaultPriceBook;
}

function inputsOf({ id, corridors, elevation }: Project, revision: number, hasAreas: boolean) {
  return [
    { role: "villages", name: id, revision },
    { role: "plant", name: id, revision },
    ...(hasAreas ? [{ role: "areas", name: id, revision }] : []),
    ...(corridors ? [{ role: "corridors", name: corridors.file, sha256: corridors.sha256 }] : []),
    ...(elevation?.files ?? []).map(({ file, sha256 }) => ({ role: "elevation", name: file, sha256 })),
  ];
}

function noVillages(choice: VillageChoice): Issue {
  return {
    severity: "error",
    code: "NO_VILLAGES",
    place: { field: "villages" },
    message: "There is no village in this choice that is unconnected or planned.",
    params: { select: choice.select },
  };
}

export function noCorridors(): Issue {
  return {
    severity: "error",
    code: "NO_CORRIDORS",
    place: { field: "projectId" },
    message: "The project has no corridors to build along.",
    suggestion: "Import an .osm.pbf extract, or lines of any format.",
  };
}

export function noPriceBook(name: string): Issue {
  return {
    severity: "error",
    code: "PRICE_BOOK_UNKNOWN",
    place: { field: "priceBook" },
    value: name,
    message: "The project has no price book of this name.",
    params: { priceBook: name },
  };
}
