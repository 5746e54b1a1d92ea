/**
 * How fast a plan follows a lock that moves, at the size of a province (see province.ts for the input):
 *
 *     node packages/planner/bench/replan.ts [points=795000] [villages=2000] [moves=6] [effort=standard] [seed=7]
 *
 * Prepares and solves once, then plans again for one lock after the other: a road of the plan closed, that road opened and another one
 * closed, a road outside the plan made mandatory, a village left out, all let go. Prints wall and processor seconds, cost and gap of each.
 */

import { randomFrom } from "@cuntong/graph/testing";
import type { CorridorLock, PlanLocks, PlanSettings } from "@cuntong/network";
import { openLocks, type PlanSolution, preparePlan, solvePlan } from "../src/index.ts";
import { provinceInput } from "./province-input.ts";

const [points = "795000", villages = "2000", moves = "6", effort = "standard", seed = "7"] = process.argv.slice(2);
const input = provinceInput(Number(points), Number(villages), 500, effort as PlanSettings["effort"], Number(seed));
const timed = <T>(name: string, step: () => T): T => {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  const answer = step();
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${name.padEnd(44)} ${((performance.now() - begin) / 1000).toFixed(2)} s, processor ${((user + system) / 1e6).toFixed(2)} s`,
  );
  return answer;
};

const ready = timed("prepared", () => preparePlan(input));
if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
const { prepared } = ready;
let last: PlanSolution | undefined;
const solve = (name: string, locks?: PlanLocks) => {
  const answer = timed(name, () => solvePlan(prepared, { ...(locks && { locks }), ...(last && { from: last }) }));
  if (!answer.ok) return console.log(`   refused: ${answer.issues.map(({ code }) => code).join(" ")}`);
  const { totals, villages: all } = answer.proposal;
  const leftOut = all.filter(({ state }) => state === "left-out").length;
  console.log(
    `   ${(totals.costFen / 100).toFixed(2)} yuan, gap ${(100 * (totals.gap ?? NaN)).toFixed(3)} %, ${leftOut} left out`,
  );
  last = answer.solution;
  return answer.proposal;
};

const base = solve("planned from the ground up");
if (!base) throw new Error("no plan");
const random = randomFrom(Number(seed) + 2);
const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
const inner = base.spans.filter(
  ({ villagesBeyond, corridorClass }) => villagesBeyond > 3 && corridorClass !== "offroad",
);
const span = (): CorridorLock => {
  const { id, line } = pick(inner);
  return { id, line };
};
const road = (): CorridorLock => ({ id: "road", source: 1 + Math.floor(random() * input.corridors.edgeFrom.length) });
for (let move = 0; move < Number(moves); move++) {
  solve("a span of the plan is closed", { ...openLocks, avoid: [span()] });
  solve("it is opened, another is closed", { ...openLocks, avoid: [span()] });
  solve("a road outside is made mandatory", { ...openLocks, use: [road(), road()] });
}
solve("a village is left out", { ...openLocks, forbid: [input.villages[7].code] });
solve("no locks");
