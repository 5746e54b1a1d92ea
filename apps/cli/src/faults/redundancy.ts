import { componentMembers, examine, type GraphAnswer } from "../graph.ts";
import { type Command, parseFilesAndOptions } from "../usage.ts";
import { networkFlags, networkHelp, networkUsage, readNetwork } from "./read-network.ts";

/** `cuntong redundancy`: what in a plant fails alone and takes something with it. */
export const redundancyCommand: Command = {
  name: "redundancy",
  usage: `cuntong redundancy ${networkUsage} [--json]`,
  options: networkHelp,
  summary: "Lists bridges, articulation points, components and two-edge-connected blocks by the file's own ids.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(
      args,
      ["FILE"],
      { ...networkFlags, json: { type: "boolean", default: false } },
      0,
    );
    const read = await readNetwork(files[0], options);
    if (!read) return 2;
    const answer = read.topology ? structureOf(read.topology) : {};
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return 0;
  },
};

/** What is joined to what in a file, by its ids. */
export interface Structure extends Omit<GraphAnswer, "components"> {
  /** Vertices that hang together, each in one list. */
  readonly components: readonly (readonly string[])[];
}

function structureOf(topology: Parameters<typeof examine>[0]): Structure {
  return { ...examine(topology), components: componentMembers(topology) };
}
