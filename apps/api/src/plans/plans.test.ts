import * as contract from "@cuntong/contract";
import { ProblemError } from "@cuntong/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, service, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

async function problemOf(call: Promise<unknown>): Promise<contract.Problem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`Expected a problem, got ${String(error)}`);
  return error.problem;
}

describe.skipIf(!harness)("plans on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  let planId = "";

  beforeAll(async () => {
    const body = { projectId: "small", name: "东兰县 all", villages: { select: "all" as const } };
    const { plan } = await client.call(contract.createPlan, { body });
    planId = plan.id;
    await service.plans.follow(planId, () => {});
  }, 60_000);

  test("a plan of the county connects its twenty villages, and everything about it adds up", async () => {
    const detail = await client.call(contract.getPlan, { params: { planId } });
    expect(detail.plan.state, JSON.stringify(detail.plan.issues)).toBe("done");
    const { totals } = detail.plan;
    expect(totals?.villages).toBe(20);
    expect((totals?.connected ?? 0) + (totals?.unreachable ?? 0)).toBe(20);
    expect(detail.bill.reduce((sum, line) => sum + line.costFen, 0)).toBe(totals?.costFen);
    expect(detail.histogram.reduce((sum, bin) => sum + bin.villages, 0)).toBe(totals?.connected);
    expect(detail.counties.reduce((sum, county) => sum + county.shareFen, 0)).toBe(totals?.costFen);
    expect(detail.counties.map(({ name }) => name)).toEqual(["东兰县"]);
    expect(detail.unreachable.length).toBe(totals?.unreachable);
    expect(detail.generated).toBe(true);
  });
});
