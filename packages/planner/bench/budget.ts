/**
 * Villages and tree chosen together at the size of a province, on a seeded road-like network (see road-like.ts):
 *
 *     node packages/planner/bench/budget.ts [share=0.5] [curvePoints=0] [points=795000] [villages=1961] [nodes=500] [effort=standard] [quotas=0]
 *
 * The cap is a share of what all villages cost; a village has 200 to 3,000 people, each worth 1, and is worth 100 itself. Villages lie in
 * 20 counties by longitude; `quotas` asks each for so many per cent of its villages. Prints the processor's seconds of preparing (not part of a budget's answer), of
 * the budget's answer, and with a curve of both; the gap between what was reached and what no plan can exceed; and each point of the curve.
 */
import { randomFrom } from "@cuntong/graph/testing";
import { preparePlan, solvePlan } from "../src/index.ts";
import { provinceInput } from "./province-input.ts";

const [
  share = "0.5",
  curvePoints = "0",
  points = "795000",
  count = "1961",
  nodes = "500",
  effort = "standard",
  quotas = "0",
] = process.argv.slice(2);
if (effort !== "instant" && effort !== "standard" && effort !== "thorough") throw new Error(`no effort ${effort}`);
const random = randomFrom(11);
const plain = provinceInput(Number(points), Number(count), Number(nodes), effort, 7);
const villages = plain.villages.map((village) => ({
  ...village,
  people: 200 + Math.floor(2800 * random() ** 2),
  countyCode: String(450100 + Math.floor((village.position[0] - 105) / 0.325)),
}));
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const percent = (part: number) => `${(100 * part).toFixed(2)} %`;
let begin = seconds();
const ready = preparePlan({ ...plain, villages });
if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
console.log(`prepared in ${(seconds() - begin).toFixed(1)} s of processor`);
const whole = solvePlan(ready.prepared, { effort: "instant" });
if (!whole.ok) throw new Error(JSON.stringify(whole.issues));
const capFen = Math.floor(Number(share) * whole.proposal.totals.costFen);
const counties = Map.groupBy(villages, ({ countyCode }) => countyCode);
const asked = [...counties].map(([countyCode, inside]) => ({
  countyCode,
  of: "villages" as const,
  atLeast: Math.floor((inside.length * Number(quotas)) / 100),
}));
begin = seconds();
const answer = solvePlan(ready.prepared, {
  effort,
  budget: {
    capFen,
    weights: { people: 1, village: 100 },
    curvePoints: Number(curvePoints),
    ...(Number(quotas) > 0 ? { quotas: asked } : {}),
  },
});
const taken = seconds() - begin;
if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
const { totals } = answer.proposal;
const { weight, weightBound, gap, curve = [] } = totals.budget!;
const peakMB = process.resourceUsage().maxRSS / 1024;
console.log(
  `cap ${(capFen / 100).toFixed(2)} yuan: bill ${(totals.costFen / 100).toFixed(2)}, ${totals.connected} of ${totals.villages} villages, worth ${weight} of at most ${weightBound} (gap ${percent(gap)})`,
);
console.log(`${taken.toFixed(1)} s of processor, peak ${peakMB.toFixed(0)} MB (with the generator)`);
for (const point of curve) {
  const below = percent(1 - point.weight / point.weightBound);
  console.log(
    `  ${(point.costFen / 100).toFixed(2).padStart(16)} yuan  ${String(point.villages).padStart(5)} villages  worth ${point.weight}  ${below} below the bound${point.onEnvelope ? "" : "  below the envelope"}`,
  );
}
