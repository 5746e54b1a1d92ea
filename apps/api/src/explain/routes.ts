import * as contract from "@cuntong/contract";
import type { Plan, Store } from "@cuntong/db";
import { compareProposals } from "@cuntong/planner";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Finished } from "../plans/finished.ts";
import { locksOf } from "../plans/load.ts";
import type { Hands } from "./hands.ts";

export interface ExplainParts {
  readonly store: Store;
  readonly finished: Finished;
  readonly hands: Hands;
  readonly streams: EventStreams;
}

export function mountExplanations(app: App, { store, finished, hands, streams }: ExplainParts): void {
  const proposalOf = async (plan: Plan) => {
    if (plan.state !== "done") throw new Refusal("CONFLICT", `The plan is ${plan.state}: there is nothing to compare.`);
    return (await finished.view(plan)).proposal;
  };

  mount(app, contract.comparePlans, async ({ params, query }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const { plan: other } = await store.plans.get(params.otherId);
    const [a, b] = [await proposalOf(plan), await proposalOf(other)];
    const answer = compareProposals(a, b, { normalise: query.normalise === "true" });
    if (answer.ok) return { revision, comparison: answer.comparison };
    const detail = answer.issues.map(({ message }) => message).join(" ");
    throw new Refusal("UNPROCESSABLE", detail, { issues: answer.issues });
  });

  mount(app, contract.explainVillage, async ({ params, request }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const answer = await hands.ask(plan, { about: "village", code: params.code }, undefined, request.signal);
    return { revision, explanation: contract.VillageExplanation.parse(answer) };
  });

  mount(app, contract.explainSpan, async ({ params, request }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const answer = await hands.ask(plan, { about: "span", id: params.spanId }, undefined, request.signal);
    return { revision, alternative: contract.Alternative.parse(answer) };
  });

  mount(app, contract.explainRoad, async ({ params, body, request }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const answer = await hands.ask(plan, { about: "road", corridor: body }, undefined, request.signal);
    return { revision, alternative: contract.Alternative.parse(answer) };
  });

  mount(app, contract.replanPlan, async ({ params, body, request }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const question = { about: "locks", locks: locksOf(body.locks), partial: body.partial } as const;
    const answer = await hands.ask(plan, question, undefined, request.signal);
    return { revision, replan: contract.Replan.parse(answer) };
  });

  mount(app, contract.whatIfPrices, async ({ params, query }) => {
    const { plan } = await store.plans.get(params.planId);
    const question = { prices: query.prices, percents: query.percents.split(",").map(Number) };
    return eventStream(streams, async (send, signal) => {
      const tell = (fraction: number) => send("progress", { fraction });
      send("end", contract.WhatIf.parse(await hands.ask(plan, { about: "prices", question }, tell, signal)));
    });
  });
}
