import type { Proposal } from "@cuntong/network";

/**
 * `proposal.json`: the proposal itself, with one node, span, village or bill line per line of text, so that two of them can be compared
 * by `diff`.
 */
export function writeProposalJson(proposal: Proposal): Uint8Array {
  const members = Object.entries(proposal).map(([key, value]) => `${JSON.stringify(key)}: ${memberText(value)}`);
  return new TextEncoder().encode(`{\n${members.join(",\n")}\n}\n`);
}

function memberText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}
