import type { PlanFileName } from "@cuntong/contract";
import type { Plan, Store } from "@cuntong/db";
import { writeProposalFile } from "@cuntong/formats";
import { Recent } from "../recent.ts";
import { detailOf } from "./detail.ts";
import { type ProposalView, viewOf } from "./proposal-view.ts";

type Detail = ReturnType<typeof detailOf>;

/** Proposals kept parsed: a province's has some 100,000 positions. */
const viewsKept = 4;
const filesKeptBytes = 100_000_000;

/** What is asked about finished plans, kept while it is fresh: a finished plan never changes. */
export class Finished {
  readonly #store: Store;
  readonly #views = new Recent<ProposalView>(viewsKept);
  readonly #details = new Recent<Detail>(32);
  readonly #files = new Recent<Uint8Array>(filesKeptBytes, (bytes) => bytes.byteLength);

  constructor(store: Store) {
    this.#store = store;
  }

  view({ id }: Plan): Promise<ProposalView> {
    return this.#views.get(id, async () => viewOf((await this.#store.plans.proposal(id)).proposal));
  }

  detail(plan: Plan): Promise<Detail> {
    return this.#details.get(plan.id, async () => {
      const { counties } = await this.#store.landscape.counties(plan.projectId);
      const { proposal } = await this.view(plan);
      return detailOf(plan.id, proposal, new Map(counties.map(({ code, name }) => [code, name])));
    });
  }

  file(plan: Plan, name: PlanFileName): Promise<Uint8Array> {
    return this.#files.get(`${plan.id}/${name}`, async () => writeProposalFile((await this.view(plan)).proposal, name));
  }
}
