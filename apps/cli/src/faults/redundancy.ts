import type { Topology } from "@cuntong/formats";
import { defaultParallelWithinM, type Network, type Redundancy, redundancyOf } from "@cuntong/network";
import { componentMembers, examine, type GraphAnswer } from "../graph.ts";
import { type Command, decimal, parseFilesAndOptions, wholeNumber } from "../usage.ts";
import { runCompare } from "./compare-circuits.ts";
import { networkFlags, networkHelp, networkUsage, readNetwork } from "./read-network.ts";
import { structureLines, summaryLines } from "./redundancy-report.ts";
import { reinforceFlags, reinforceHelp, reinforceUsage, runReinforce } from "./reinforce.ts";

const flags = {
  ...networkFlags,
  ...reinforceFlags,
  within: { type: "string" },
  top: { type: "string" },
  compare: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** `cuntong redundancy`: what in a plant fails alone and takes something with it, and what would mend that. */
export const redundancyCommand: Command = {
  name: "redundancy",
  usage: `cuntong redundancy ${networkUsage}\n    [--within M] [--top N] [--compare A,B] [--json]\n    ${reinforceUsage}`,
  options: [
    ...networkHelp,
    [
      "--within M",
      `spans nearer than so many metres, for a while, fail together; ${defaultParallelWithinM} unless told`,
    ],
    ["--top N", "how many single points of failure are listed, the worst first; 20 unless told"],
    ["--compare A,B", "two circuits instead: the metres, spans, ducts, nodes and risks that they share"],
    ...reinforceHelp,
  ],
  summary:
    "Grades every village by how it is held and lists what fails alone, the worst first; of a file also bridges, articulation points, components and two-edge-connected blocks by its own ids. With --reinforce, the cheapest new spans that give villages a second way.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(args, ["FILE"], flags, 0);
    const withinM =
      options.within === undefined ? defaultParallelWithinM : decimal(options.within, "--within", { most: 200 });
    const top = wholeNumber(options.top ?? "20", "--top", 0);
    const read = await readNetwork(files[0], options);
    if (!read) return 2;
    if (options.compare !== undefined) return runCompare(read.network, options.compare, withinM, options.json);
    if (options.reinforce !== undefined) return runReinforce(read.network, options, withinM);
    return report(read.network, read.topology, { withinM, top, json: options.json });
  },
};

/** What is joined to what in a file, by its ids. */
export interface Structure extends Omit<GraphAnswer, "components"> {
  /** Vertices that hang together, each in one list. */
  readonly components: readonly (readonly string[])[];
}

interface Asked {
  readonly withinM: number;
  readonly top: number;
  readonly json: boolean;
}

/** The structure of a file, and what the plant has to lose, where it has a headend to lose. */
function report(network: Network, topology: Topology | undefined, { withinM, top, json }: Asked): number {
  const assessed = redundancyOf(network, { parallelWithinM: withinM });
  const structure = topology && { ...examine(topology), components: componentMembers(topology) };
  if (!assessed.ok && !structure) {
    process.stderr.write(`${assessed.code}: ${assessed.message}\n`);
    return 2;
  }
  const redundancy = assessed.ok ? assessed.value : undefined;
  if (json) process.stdout.write(`${JSON.stringify({ ...structure, ...(redundancy && answerOf(redundancy, top)) })}\n`);
  else process.stdout.write(`${[...structureLines(structure), ...summaryLines(redundancy, top)].join("\n")}\n`);
  return 0;
}

function answerOf({ points, cutOff: _, totals, ...rest }: Redundancy, top: number) {
  return { redundancy: { ...rest, ...totals, pointCount: points.count, points: points.page(0, top) } };
}
