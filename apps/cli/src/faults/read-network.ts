import { resolve } from "node:path";
import { type OtdrRecord, openStore } from "@cuntong/db";
import { readPlant, readTopology, readVillages, type Topology } from "@cuntong/formats";
import { type Issue, isClean, Network, type PlantNode, type Port, type Span, type Village } from "@cuntong/network";
import { findFile, type InputFile, readBytes } from "../plan/input-file.ts";
import { printIssues } from "../terminal.ts";
import { type OptionHelp, type parseOptions, UsageError } from "../usage.ts";
import { plantOfTopology } from "./network-of-topology.ts";

/** Flags that say where a command finds the plant it is asked about. */
export const networkFlags = {
  store: { type: "string" },
  project: { type: "string" },
  villages: { type: "string" },
  headend: { type: "string", multiple: true },
  "good-rows-only": { type: "boolean", default: false },
} as const;

export const networkUsage = "(FILE [--villages F] [--headend ID]... [--good-rows-only] | --store S --project ID)";

export const networkHelp: readonly OptionHelp[] = [
  ["FILE", "the plant: GeoJSON, GeoPackage, Shapefile, KML, OFDS or GraphML"],
  ["--villages F", "villages by code, with people and county; the node of the same id is the village's"],
  ["--headend ID", "a node where services begin, where the file's kinds do not say it"],
  ["--store S", "a data folder of the server, or postgres://..."],
  ["--project ID", "the project in the store"],
];

type NetworkValues = Partial<ReturnType<typeof parseOptions<typeof networkFlags>>>;

/** A plant, and what was wrong with where it came from. */
export interface ReadNetwork {
  /** At the store's revision, or at revision 0 out of a file. */
  readonly network: Network;
  /** What is joined to what by the file's own ids; absent out of a store. */
  readonly topology?: Topology;
  /** The file's name, or the project's id. */
  readonly source: string;
  /** The accepted trace of the port asked about; only a store keeps any. */
  readonly baseline?: OtdrRecord;
}

/**
 * The plant that a command is asked about, out of one file or of the store. Prints the issues on stderr; undefined where they are such
 * that nothing can be said: the command then ends with exit code 2. Out of a file every node of kind `village` is a village of its id,
 * and nodes named by `--headend` are headends. With a port, its accepted trace comes along.
 */
export async function readNetwork(
  file: string | undefined,
  values: NetworkValues & { readonly json?: boolean },
  from?: Port,
): Promise<ReadNetwork | undefined> {
  const { store, project } = values;
  if (file === undefined && store !== undefined && project !== undefined) return readStore(store, project, from);
  if (file === undefined || store !== undefined || project !== undefined)
    throw new UsageError("Name the plant: a FILE, or --store S with --project ID.");
  const issues: Issue[] = [];
  const found = await readFiles(file, values, issues);
  printIssues(issues);
  const isUsable = found && (isClean(issues) || (values["good-rows-only"] === true && found.nodes.length > 0));
  if (!isUsable) return refuse(issues, values.json ?? false);
  return { network: networkOf(found, values.headend ?? []), topology: found.topology, source: found.name };
}

/** Bad input: the lines on stderr have said what is wrong, and where. */
function refuse(issues: readonly Issue[], json: boolean): undefined {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  process.stderr.write(`${errors} error${errors === 1 ? "" : "s"}: nothing was answered.\n`);
  if (json) process.stdout.write(`${JSON.stringify({ errors, issues })}\n`);
}

async function readStore(place: string, projectId: string, from?: Port): Promise<ReadNetwork> {
  const isServer = /^postgres(ql)?:\/\//.test(place);
  const where = isServer ? { databaseUrl: place, dataFolder: "" } : { dataFolder: resolve(place) };
  const store = await openStore(where);
  try {
    const { network } = await store.inventory.network(projectId);
    const { baseline } = from ? await store.otdrTraces.baselineOf(projectId, from) : {};
    return { network, source: projectId, ...(baseline && { baseline }) };
  } finally {
    await store.close();
  }
}

interface FilePlant {
  readonly name: string;
  readonly topology: Topology;
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  readonly villages: readonly Village[];
}

async function readFiles(path: string, values: NetworkValues, issues: Issue[]): Promise<FilePlant | undefined> {
  const file = await findFile(path, issues);
  const villageFile = values.villages === undefined ? undefined : await findFile(values.villages, issues);
  if (!file) return undefined;
  const villages = villageFile ? await takeVillages(villageFile, issues) : [];
  const bytes = await readBytes(file);
  const { topology, issues: found } = await readTopology(bytes, { fileName: file.name });
  const plant = await plantOf(bytes, file, topology, found, issues);
  return { name: file.name, topology, ...plant, villages };
}

/** Nodes and spans as a plant's file describes them; where it names no node, as its lines join. */
async function plantOf(
  bytes: Uint8Array,
  { name }: InputFile,
  topology: Topology,
  found: readonly Issue[],
  issues: Issue[],
): Promise<Pick<FilePlant, "nodes" | "spans">> {
  const plant = await readPlant(bytes, { fileName: name, createNodes: true });
  const isDrawn = plant.issues.filter(({ code }) => code === "NODE_MADE").length < plant.nodes.length;
  if (isDrawn) {
    issues.push(...plant.issues);
    return plant;
  }
  const made = plantOfTopology(topology, name);
  issues.push(...found, ...made.issues);
  return made;
}

async function takeVillages(file: InputFile, issues: Issue[]): Promise<readonly Village[]> {
  const read = await readVillages(await readBytes(file), { fileName: file.name });
  issues.push(...read.issues);
  return read.villages;
}

function networkOf({ nodes, spans, villages }: FilePlant, headends: readonly string[]): Network {
  const ids = new Set<string>(nodes.map(({ id }) => id));
  for (const id of headends) if (!ids.has(id)) throw new UsageError(`--headend ${id}: the file has no such node.`);
  const named = new Set(headends);
  const told = new Set<string>(villages.map(({ code }) => code));
  const own = nodes.filter(({ id, kind }) => kind === "village" && !told.has(id)).map(villageAt);
  return Network.of({
    nodes: nodes.map((node) => (named.has(node.id) ? { ...node, kind: "headend" } : node)),
    spans,
    villages: [...villages, ...own],
  });
}

function villageAt({ id, name, position }: PlantNode): Village {
  return { code: id as string as Village["code"], name: name ?? id, position, status: "connected" };
}
