import type { Proposal } from "@cuntong/network";
import { type WriteFeature, writeGeoJson } from "../write/write-geojson.ts";
import { type ProposalLayer, proposalLayers } from "./layers.ts";

/**
 * `proposal.geojson` (RFC 7946): spans, nodes and villages in one collection, told apart by the property `layer`, with credits and totals
 * beside them.
 */
export function writeProposalGeoJson(proposal: Proposal): Uint8Array {
  const { spans, nodes, villages } = proposalLayers;
  const features = [
    ...featuresOf(spans, "span", proposal),
    ...featuresOf(nodes, "node", proposal),
    ...featuresOf(villages, "village", proposal),
  ];
  const { credits, generated, totals, seed, priceBookName } = proposal;
  return writeGeoJson(features, { name: "proposal", generated, credits, seed, priceBookName, totals });
}

function featuresOf<Row>(layer: ProposalLayer<Row>, word: string, proposal: Proposal): WriteFeature[] {
  return layer.rows(proposal).map((row) => ({
    geometry: layer.shape(row),
    properties: { layer: word, ...Object.fromEntries(layer.fields.map((field) => [field.name, field.value(row)])) },
  }));
}
