import { expect, test } from "vitest";
import { readProposal } from "./read-proposal.ts";
import { smallProposal } from "./testing/small-proposal.ts";
import { writeProposalJson } from "./write-json.ts";

const options = { fileName: "proposal.json" };

function read(document: unknown) {
  const { proposal, issues } = readProposal(new TextEncoder().encode(JSON.stringify(document)), options);
  return { proposal, found: issues.map(({ code, place }) => [code, place.field]) };
}

test("a proposal comes back as it was written", () => {
  expect(readProposal(writeProposalJson(smallProposal), options)).toEqual({ proposal: smallProposal, issues: [] });
});

test.each([
  ["another document", { type: "FeatureCollection" }, ["PROPOSAL_INVALID", "format"]],
  ["a list", [1], ["PROPOSAL_INVALID", "format"]],
  ["an older version", { ...smallProposal, formatVersion: 1 }, ["PROPOSAL_VERSION", "formatVersion"]],
  ["no spans", { ...smallProposal, spans: undefined }, ["PROPOSAL_INVALID", "spans"]],
  [
    "a span without a line",
    { ...smallProposal, spans: [{ ...smallProposal.spans[0], line: [[1, 2]] }] },
    ["PROPOSAL_INVALID", "spans[0].line"],
  ],
  [
    "a price that is no number",
    { ...smallProposal, priceBook: { name: "x", prices: [{ code: "a", unit: "m", priceFen: "1" }] } },
    ["PROPOSAL_INVALID", "priceBook.prices[0].priceFen"],
  ],
])("%s is refused with its place", (_, document, expected) => {
  expect(read(document)).toEqual({ proposal: undefined, found: [expected] });
});

test("a file cut short, and one of no bytes, say so", () => {
  const bytes = writeProposalJson(smallProposal);
  const codes = [bytes.slice(0, bytes.length - 50), new Uint8Array()].map(
    (cut) => readProposal(cut, options).issues[0]!.code,
  );
  expect(codes).toEqual(["FILE_TRUNCATED", "FILE_EMPTY"]);
});
