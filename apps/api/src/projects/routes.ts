import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { defaultPriceBook, itemisedPriceBook } from "@cuntong/planner";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Plans } from "../plans/plans.ts";
import { hasEnded } from "../plans/record.ts";
import { addCounts, isLoading, projectAnswer, villageAnswer } from "./answer.ts";
import type { Landmarks } from "./landmarks.ts";

export interface ProjectParts {
  readonly store: Store;
  readonly plans: Plans;
  readonly landmarks: Landmarks;
}

/** `/tiles/plans/...` are the tiles of plans. */
const reservedIds: ReadonlySet<string> = new Set(["plans"]);

export function mountProjects(app: App, { store, plans, landmarks }: ProjectParts): void {
  mount(app, contract.listProjects, async () => {
    const { revision, projects } = await store.projects.list();
    const whole = projects.filter((project) => !isLoading(project));
    const answers = [];
    for (const project of whole) answers.push(await projectAnswer(store, project));
    return { revision, projects: answers };
  });

  mount(app, contract.createProject, async ({ author, body: { id, name } }) => {
    if (reservedIds.has(id)) throw new Refusal("CONFLICT", `The id "${id}" is kept for the program itself.`);
    const { project } = await store.projects.create({ id, name }, author);
    await store.priceBooks.put(id, itemisedPriceBook, author);
    const { revision } = await store.priceBooks.put(id, defaultPriceBook, author);
    return { revision, project: await projectAnswer(store, project) };
  });

  mount(app, contract.getProject, async ({ params }) => {
    const { revision, project } = await store.projects.get(params.projectId);
    return { revision, project: await projectAnswer(store, project) };
  });

  mount(app, contract.deleteProject, async ({ author, params }) => {
    const { plans: all } = await store.plans.list(params.projectId);
    for (const plan of all) if (!hasEnded(plan)) await plans.cancel(plan.id, author);
    await store.projects.remove(params.projectId, author);
  });

  mount(app, contract.listPriceBooks, async ({ params }) => {
    await store.projects.get(params.projectId);
    const { revision, priceBooks } = await store.priceBooks.list(params.projectId);
    const isDefault = ({ name }: { name: string }) => name === defaultPriceBook.name;
    return { revision, priceBooks: priceBooks.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a))) };
  });

  mount(app, contract.listAreas, async ({ params }) => {
    await store.projects.get(params.projectId);
    return store.areas.all(params.projectId);
  });

  mount(app, contract.removeArea, async ({ author, params }) => {
    const { areas } = await store.areas.remove(params.projectId, [params.areaId], author);
    if (areas === 0) throw new Refusal("NOT_FOUND", `The project has no area ${params.areaId}.`);
  });

  mountVillages(app, { store, landmarks });
}

function mountVillages(app: App, { store, landmarks }: Omit<ProjectParts, "plans">): void {
  mount(app, contract.listCounties, async ({ params }) => {
    await store.projects.get(params.projectId);
    const { revision, counties } = await store.villages.counts(params.projectId);
    const counted = new Map(counties.map((county) => [county.countyCode, county]));
    const marks = await landmarks.counties(params.projectId);
    return {
      revision,
      counties: marks.map(({ initials: _, ...mark }) => {
        const count = counted.get(mark.code);
        return { ...mark, villages: addCounts(count ? [count] : []) };
      }),
    };
  });

  mount(app, contract.listVillages, async ({ params, query }) => {
    await store.projects.get(params.projectId);
    const { county, status, after, limit } = query;
    const filter = { ...(county ? { countyCode: county } : {}), ...(status ? { status } : {}) };
    const cursor = after === undefined ? {} : { cursor: Buffer.from(after).toString("base64url") };
    const page = await store.villages.list(params.projectId, filter, { limit, ...cursor });
    const last = page.next === undefined ? null : (page.villages.at(-1)?.code ?? null);
    return { revision: page.revision, villages: page.villages.map(villageAnswer), next: last };
  });

  mount(app, contract.getVillage, async ({ params }) => {
    const { revision, village } = await store.villages.get(params.projectId, params.code);
    if (!village) throw new Refusal("NOT_FOUND", `There is no village ${params.code} in ${params.projectId}.`);
    return { revision, village: villageAnswer(village) };
  });

  mount(app, contract.search, async ({ params, query }) => {
    await store.projects.get(params.projectId);
    const { revision, villages } = await store.villages.search(params.projectId, query.q, query.limit);
    const others = await landmarks.search(params.projectId, query.q, query.limit);
    const found = villages.map(({ code, name, position, countyCode, countyName }) => {
      return { kind: "village" as const, code, name, detail: countyName ?? countyCode ?? "", position };
    });
    const counties = others.filter(({ kind }) => kind === "county");
    const nodes = others.filter(({ kind }) => kind === "node");
    return { revision, hits: [...counties, ...found, ...nodes].slice(0, query.limit) };
  });
}
