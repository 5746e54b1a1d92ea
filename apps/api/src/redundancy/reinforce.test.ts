import * as contract from "@cuntong/contract";
import { afterAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

async function ask(body: Record<string, unknown>) {
  const response = await request("/api/redundancy/reinforce", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ projectId: "small", ...body }),
  });
  if (!response.ok) return { status: response.status, code: ((await response.json()) as { code: string }).code };
  const events = await readEvents(response);
  const last = events.at(-1)!;
  return { progress: events.length - 1, event: last.event, answer: last.data as contract.Reinforcement };
}

describe.skipIf(!harness)(
  "new spans over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)",
  () => {
    test("the worst point of a county is built round over its corridors, at its prices, with a bound", async () => {
      const { points } = await client.call(contract.getRedundancy, { query: { projectId: "small" } });
      const worst = points.find(({ kind }) => kind === "span")!;
      const { event, progress, answer } = await ask({ goal: { points: [{ kind: "span", id: worst.id }] } });
      expect([event, progress! > 0]).toEqual(["end", true]);
      const { newlyProtected, notPossible, costFen, lowerBoundFen, spans, revision } = answer!;
      expect(newlyProtected.length + notPossible.length).toBe(worst.villages);
      expect(lowerBoundFen).toBeLessThanOrEqual(costFen);
      expect(spans.reduce((sum, one) => sum + one.costFen, 0)).toBe(costFen);
      expect(revision).toBe(await store.revision());
    });

    test("a budget is kept, and what is not there is refused before anything is computed", async () => {
      const { villages } = await client.call(contract.listVillageGrades, {
        query: { projectId: "small", grade: "onePath", limit: 5 },
      });
      const goal = { grade: "twoDisjoint", villages: villages.map(({ code }) => code) };
      const { answer } = await ask({ goal, budgetFen: 5_000_000 });
      expect(answer!.costFen).toBeLessThanOrEqual(5_000_000);
      expect(answer!.weight).toBeLessThanOrEqual(answer!.mostWeight);
      expect(await ask({ goal: { points: [{ kind: "span", id: "nowhere" }] } })).toMatchObject({ code: "NOT_FOUND" });
      expect(await ask({ goal: { grade: "best" } })).toMatchObject({ code: "INVALID_REQUEST" });
      const unknown = await ask({ goal: { grade: "dualHomed", villages: ["nobody"] } });
      expect(unknown).toMatchObject({ event: "failed", answer: { issues: [{ code: "VILLAGE_UNKNOWN" }] } });
    });
  },
);
