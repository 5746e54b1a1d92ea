// node apps/api/bench/reinforce.ts [villages seed]: second ways for the villages of the generated county as built, in one thread.
import { generateDonglan } from "@cuntong/demo";
import { Network, redundancyOf } from "@cuntong/network";
import {
  defaultPriceBook,
  defaultSettings,
  type ReinforceGoal,
  type ReinforceOptions,
  reinforce,
} from "@cuntong/planner";

const most = Number(process.argv[2] ?? Infinity);
const seed = Number(process.argv[3] ?? 1);
const { records, corridors, elevation } = generateDonglan({ seed });
const network = Network.of(records!);
const assessed = redundancyOf(network);
if (!assessed.ok) throw new Error(assessed.code);
const { villages, points, nodes, spans, headends } = assessed.value;
console.log(`${nodes} nodes, ${spans} spans, ${headends.length} headends, ${corridors.edgeFrom.length} corridor edges`);
const connected = villages.filter(({ grade }) => grade !== "none").map(({ code }) => code);
const asked = connected.slice(0, most);
const worst = points.page(0, points.count).filter(({ kind }) => kind === "span");

const ground = { corridors, elevation, priceBook: defaultPriceBook, settings: defaultSettings };
const given = { ...ground, seed, inputs: [], credits: [], generated: true };

function run(title: string, goal: ReinforceGoal, options: ReinforceOptions = {}): void {
  const before = process.cpuUsage();
  const answer = reinforce(network, given, goal, options);
  const { user, system } = process.cpuUsage(before);
  if (!answer.ok) throw new Error(answer.issues.map(({ code }) => code).join());
  const { newlyProtected, leftOut, notPossible, costFen, lowerBoundFen, gap, lengthM, weight, mostWeight } =
    answer.reinforcement;
  const wan = (fen: number) => (fen / 1e6).toFixed(1);
  console.log(
    `${title}: ${newlyProtected.length} protected, ${leftOut.length} left out, ${notPossible.length} without; ${(lengthM / 1000).toFixed(1)} km, ${wan(costFen)} wan, at least ${wan(lowerBoundFen)} (gap ${(100 * gap).toFixed(1)} %); weight ${weight} of at most ${mostWeight}; ${((user + system) / 1e6).toFixed(1)} s CPU`,
  );
}

run("the worst 20 spans", { points: worst.slice(0, 20) });
run("two disjoint ways", { grade: "twoDisjoint", villages: asked });
run("two headends", { grade: "dualHomed", villages: asked });
for (const wan of [50, 200]) {
  run(`two disjoint ways within ${wan} wan`, { grade: "twoDisjoint", villages: asked }, { budgetFen: wan * 1e6 });
}
