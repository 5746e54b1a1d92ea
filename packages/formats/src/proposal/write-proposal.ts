import type { Proposal } from "@cuntong/network";
import { writeBillCsv } from "./write-bill-csv.ts";
import { writeBillXlsx } from "./write-bill-xlsx.ts";
import { writeProposalGpkg } from "./write-gpkg.ts";
import { writeProposalJson } from "./write-json.ts";
import { writeProposalGeoJson } from "./write-proposal-geojson.ts";

/** The files that a proposal is handed over as. */
export const proposalFileNames = ["proposal.json", "proposal.gpkg", "proposal.geojson", "bom.xlsx", "bom.csv"] as const;
export type ProposalFileName = (typeof proposalFileNames)[number];

/** Media type of each file. */
export const proposalMediaTypes: Readonly<Record<ProposalFileName, string>> = {
  "proposal.json": "application/json",
  "proposal.gpkg": "application/geopackage+sqlite3",
  "proposal.geojson": "application/geo+json",
  "bom.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "bom.csv": "text/csv; charset=utf-8",
};

const writers: Readonly<Record<ProposalFileName, (proposal: Proposal) => Uint8Array | Promise<Uint8Array>>> = {
  "proposal.json": writeProposalJson,
  "proposal.gpkg": writeProposalGpkg,
  "proposal.geojson": writeProposalGeoJson,
  "bom.xlsx": writeBillXlsx,
  "bom.csv": writeBillCsv,
};

export function isProposalFileName(name: string): name is ProposalFileName {
  return Object.hasOwn(writers, name);
}

/** One of the files. The same proposal gives the same bytes, whenever and wherever. */
export async function writeProposalFile(proposal: Proposal, name: ProposalFileName): Promise<Uint8Array> {
  return writers[name](proposal);
}

/** All of the files. Throws, and gives none, when the bill does not add up to the proposal's cost. */
export async function writeProposal(proposal: Proposal): Promise<Record<ProposalFileName, Uint8Array>> {
  return {
    "proposal.json": await writeProposalFile(proposal, "proposal.json"),
    "proposal.gpkg": await writeProposalFile(proposal, "proposal.gpkg"),
    "proposal.geojson": await writeProposalFile(proposal, "proposal.geojson"),
    "bom.xlsx": await writeProposalFile(proposal, "bom.xlsx"),
    "bom.csv": await writeProposalFile(proposal, "bom.csv"),
  };
}
