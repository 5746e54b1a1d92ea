import type { Issue, Proposal } from "@cuntong/network";
import { isJsonObject } from "../feature/read-geojson.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { parseJson } from "../file/parse-json.ts";

export interface ReadProposalOptions {
  readonly fileName: string;
  readonly limits?: Partial<Limits>;
}

type Shape = "text" | "number" | "object" | "list" | "line" | "position";

/** What must be there for a proposal to be planned again, explained and compared; the planner wrote the rest beside it. */
const shapes = {
  proposal: {
    ...{ seed: "number", inputs: "list", settings: "object", priceBookName: "text", priceBook: "object" },
    ...{ madeBy: "object", totals: "object", bill: "list", nodes: "list", spans: "list", villages: "list" },
  },
  priceBook: { name: "text", prices: "list" },
  prices: { code: "text", unit: "text", priceFen: "number" },
  madeBy: { planner: "text" },
  totals: { costFen: "number", lengthM: "number", villages: "number", connected: "number" },
  bill: { code: "text", unit: "text", quantity: "number", priceFen: "number", costFen: "number" },
  nodes: { id: "text", kind: "text", position: "position" },
  spans: {
    ...{ id: "text", from: "text", to: "text", support: "text", corridorClass: "text", line: "line" },
    ...{ lengthM: "number", costFen: "number", quantities: "list", villagesBeyond: "number" },
  },
  villages: { state: "text", code: "text", name: "text", position: "position" },
} as const satisfies Record<string, Record<string, Shape>>;

/**
 * A proposal as `proposal.json` holds it. One that is not whole, or of a version that this program does not know, is refused: codes
 * `PROPOSAL_INVALID` with the field that is wrong and `PROPOSAL_VERSION`. Never throws on bad data.
 */
export function readProposal(
  bytes: Uint8Array,
  options: ReadProposalOptions,
): { readonly proposal?: Proposal; readonly issues: readonly Issue[] } {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  if (bytes.length === 0) log.error("FILE_EMPTY", {}, "The file has no bytes.");
  else if (bytes.length > limits.maxBytes) log.error("LIMIT_BYTES", {}, "The file is larger than a proposal may be.");
  const parsed = log.isEmpty("error") ? parseJson(bytes, log) : undefined;
  if (!parsed) return { issues: log.list() };
  const { document } = parsed;
  if (!isJsonObject(document) || document.format !== "cuntong-proposal") {
    log.error("PROPOSAL_INVALID", { field: "format" }, "The file is no proposal of this program.");
  } else if (document.formatVersion !== 2) {
    const detail = { value: document.formatVersion, suggestion: "Plan again." };
    log.error(
      "PROPOSAL_VERSION",
      { field: "formatVersion" },
      "The proposal is of a version that is not read here.",
      detail,
    );
  } else checkDocument(document, log);
  return log.isEmpty("error")
    ? { proposal: document as unknown as Proposal, issues: log.list() }
    : { issues: log.list() };
}

function checkDocument(document: Record<string, unknown>, log: IssueLog): void {
  if (!check("", document, shapes.proposal, log)) return;
  check("priceBook", document.priceBook, shapes.priceBook, log);
  check("madeBy", document.madeBy, shapes.madeBy, log);
  check("totals", document.totals, shapes.totals, log);
  const { prices } = document.priceBook as Record<string, unknown>;
  checkList("priceBook.prices", prices, shapes.prices, log);
  for (const name of ["bill", "nodes", "spans", "villages"] as const)
    checkList(name, document[name], shapes[name], log);
}

/** The first wrong item of a list stands for all: a file that was written wrong is wrong all through. */
function checkList(name: string, list: unknown, shape: Record<string, Shape>, log: IssueLog): void {
  if (!Array.isArray(list)) return;
  for (const [i, item] of list.entries()) if (!check(`${name}[${i}]`, item, shape, log)) return;
}

function check(name: string, value: unknown, shape: Record<string, Shape>, log: IssueLog): boolean {
  if (!isJsonObject(value)) return wrong(name, value, log);
  for (const [key, expected] of Object.entries(shape)) {
    if (!has(value[key], expected)) return wrong(name === "" ? key : `${name}.${key}`, value[key], log);
  }
  return true;
}

function has(value: unknown, shape: Shape): boolean {
  if (shape === "text") return typeof value === "string";
  if (shape === "number") return typeof value === "number" && Number.isFinite(value);
  if (shape === "object") return isJsonObject(value);
  if (shape === "list") return Array.isArray(value);
  if (shape === "position") return Array.isArray(value) && value.length === 2 && value.every((x) => has(x, "number"));
  return Array.isArray(value) && value.length >= 2 && value.every((position) => has(position, "position"));
}

function wrong(field: string, value: unknown, log: IssueLog): false {
  log.error("PROPOSAL_INVALID", { field }, "This part of the proposal is missing or not what it should be.", { value });
  return false;
}
