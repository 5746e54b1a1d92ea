import { readFile } from "node:fs/promises";
import {
  type Diagnosis,
  diagnose,
  type Endpoint,
  type Network,
  type NextMeasurement,
  type Sightings,
} from "@cuntong/network";
import { type Command, parseFilesAndOptions, UsageError } from "../usage.ts";
import { networkFlags, networkHelp, networkUsage, readNetwork } from "./read-network.ts";

const many = { type: "string", multiple: true } as const;
const flags = {
  ...networkFlags,
  dark: many,
  lit: many,
  "dark-file": { type: "string" },
  "others-unknown": { type: "boolean", default: false },
  otdr: many,
  faults: { type: "string" },
  json: { type: "boolean", default: false },
} as const;
type Options = ReturnType<typeof parseFilesAndOptions<typeof flags>>["options"];

/** `cuntong diagnose`: what has failed, from who is dark. */
export const diagnoseCommand: Command = {
  name: "diagnose",
  usage: `cuntong diagnose ${networkUsage} (--dark CODE... | --dark-file F) [--lit CODE]... [--otdr EQUIPMENT:PORT:METRES]... [--json]`,
  options: [
    ...networkHelp,
    ["--dark CODE", "a village that is dark, or EQUIPMENT:PORT; may be given again, or hold several with commas"],
    ["--dark-file F", "codes of dark villages in a text file, one a line"],
    ["--lit CODE", "a village that is known to be lit"],
    ["--others-unknown", "nothing is known of villages that are not named; without it they are lit"],
    ["--otdr E:P:M", "a port, and the metres of glass at which its light ends"],
    ["--faults N", "simultaneous faults to think of, 1 to 4; 2 without it"],
  ],
  summary:
    "Ranked candidates of what has failed, with the evidence for and against each and the measurement to take next.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(args, ["FILE"], flags, 0);
    const sightings = await sightingsOf(options);
    const faults = options.faults === undefined ? {} : { mostFaults: faultsOf(options.faults) };
    const read = await readNetwork(files[0], options);
    if (!read) return 2;
    const answer = diagnose(read.network, sightings, faults);
    if (!answer.ok) {
      process.stderr.write(`${answer.code}: ${answer.message}\n`);
      if (options.json) process.stdout.write(`${JSON.stringify({ code: answer.code, message: answer.message })}\n`);
      return 2;
    }
    const told = { source: read.source, ...answer.value };
    process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : describe(answer.value, read.network));
    return 0;
  },
};

function faultsOf(text: string): number {
  if (!/^[1-4]$/.test(text)) throw new UsageError(`--faults takes 1 to 4, not "${text}".`);
  return Number(text);
}

async function sightingsOf(options: Options): Promise<Sightings> {
  const file = options["dark-file"];
  const text =
    file === undefined
      ? ""
      : await readFile(file, "utf8").catch(() => {
          throw new UsageError(`--dark-file ${file}: no such file.`);
        });
  const named = [...(options.dark ?? []), text].flatMap((list) => list.split(/[\s,;]+/)).filter((code) => code !== "");
  if (named.length === 0) throw new UsageError("Say who is dark: --dark or --dark-file.");
  const others = options["others-unknown"] ? "unknown" : "lit";
  return {
    dark: named.map(endpointOf),
    lit: (options.lit ?? []).map(endpointOf),
    others,
    otdr: (options.otdr ?? []).map(shotOf),
  };
}

function endpointOf(text: string): Endpoint {
  const port = /^(.+):(\d+)$/.exec(text);
  return (port ? { equipmentId: port[1], port: Number(port[2]) } : { villageCode: text }) as Endpoint;
}

function shotOf(text: string) {
  const match = /^(.+):(\d+):([\d.]+)$/.exec(text);
  if (!match) throw new UsageError(`--otdr takes EQUIPMENT:PORT:METRES, not "${text}".`);
  return { from: { equipmentId: match[1], port: Number(match[2]) } as never, glassM: Number(match[3]) };
}

function describe({ candidates, unexplained, contradictions, unreachable, next }: Diagnosis, network: Network): string {
  const lines = candidates.slice(0, 10).flatMap(({ probability, elements, elementCount, explains, against }, i) => [
    `${i + 1}. ${(probability * 100).toFixed(1)} %  ${elements
      .slice(0, 5)
      .map((one) => `${one.table} ${one.id}`)
      .join(" or ")}${elementCount > 5 ? ` or ${elementCount - 5} more` : ""}`,
    `   for: ${explains.length} dark${namesOf(network, explains)}; against: ${against.length} lit${namesOf(network, against)}`,
  ]);
  if (unexplained.length > 0) lines.push(`not explained: ${unexplained.length}${namesOf(network, unexplained)}`);
  if (contradictions.length > 0)
    lines.push(
      `contradictions: told lit, yet behind the fault: ${contradictions.length}${namesOf(network, contradictions)}`,
    );
  if (unreachable.length > 0) lines.push(`no plant leads to: ${unreachable.length}${namesOf(network, unreachable)}`);
  if (next) lines.push(nextText(network, next));
  return `${lines.join("\n")}\n`;
}

function nextText(network: Network, next: NextMeasurement): string {
  if (next.kind === "ask") return `next: ask whether ${nameOf(network, next.endpoint)} is dark`;
  const told = next.expect
    .slice(0, 3)
    .map(
      ({ candidate, glassM }) => `${candidate + 1}: ${glassM === undefined ? "no break" : `${glassM.toFixed(0)} m`}`,
    );
  return `next: shoot an OTDR from ${next.from.equipmentId} port ${next.from.port} (expect ${told.join(", ")})`;
}

function namesOf(network: Network, endpoints: readonly Endpoint[]): string {
  if (endpoints.length === 0) return "";
  return ` (${endpoints
    .slice(0, 6)
    .map((one) => nameOf(network, one))
    .join(", ")}${endpoints.length > 6 ? " ..." : ""})`;
}

function nameOf(network: Network, endpoint: Endpoint): string {
  if (!("villageCode" in endpoint)) return `${endpoint.equipmentId}:${endpoint.port}`;
  return network.get("villages", endpoint.villageCode)?.name ?? endpoint.villageCode;
}
