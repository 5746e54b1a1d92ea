import { isPerMetre, type Proposal, type ProposedSpan } from "@cuntong/network";
import { expect } from "vitest";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Every promise that a proposal makes about its own numbers and shape. */
export function expectToHold(proposal: Proposal): void {
  expectMoneyToAddUp(proposal);
  expectLengthsToAddUp(proposal);
  expectPathsToReachTheRoot(proposal);
}

/** What is counted on spans alone; the rest is counted at nodes and villages, some of it also on spans. */
const onSpans =
  /^(span|overlash|class|soil|forest|surcharge|area|crossing|permit|cable|opex\.span|opex\.overlash)\.|^node\.(pole|joint)$/;

function expectMoneyToAddUp({ totals, bill, opex, villages, spans, settings }: Proposal): void {
  expect(sum(bill.map((line) => line.costFen))).toBe(totals.costFen);
  const shared = sum(villages.map((v) => (v.state === "connected" ? v.shareFen : 0)));
  expect(shared).toBe(totals.connected > 0 ? totals.costFen : 0);
  expect(opex && sum(opex.lines.map((line) => line.costFen))).toBe(totals.opexFen);
  expect(opex !== undefined).toBe(settings.counting.opex?.inCost === false);
  for (const { unit, quantity, priceFen, costFen } of [...bill, ...(opex?.lines ?? [])]) {
    expect(Math.abs(costFen - (quantity * priceFen) / (isPerMetre(unit) ? 100 : 1))).toBeLessThanOrEqual(1);
  }
  const counted = Map.groupBy(
    spans.flatMap((span) => span.quantities),
    ({ code }) => code,
  );
  for (const [code, quantities] of counted) {
    const billed = bill.find((line) => line.code === code)?.quantity ?? 0;
    const onThem = sum(quantities.map(({ quantity }) => quantity));
    if (onSpans.test(code)) expect(onThem).toBe(billed);
    else expect(onThem).toBeLessThanOrEqual(billed);
  }
  for (const { code } of bill) if (onSpans.test(code)) expect(counted.has(code)).toBe(true);
  if (totals.lowerBoundFen !== undefined) expect(totals.lowerBoundFen).toBeLessThanOrEqual(totals.costFen);
}

function expectLengthsToAddUp({ totals, spans, villages }: Proposal): void {
  expect(totals.connected + totals.unreachable + (totals.leftOut ?? 0)).toBe(totals.villages);
  expect(villages.length).toBe(totals.villages);
  expect(sum(spans.map((span) => Math.round(span.lengthM * 100)))).toBe(Math.round(totals.lengthM * 100));
  expect(sum(Object.values(totals.lengthMBySupport))).toBeCloseTo(totals.lengthM, 6);
  for (const { quantities, lengthM, line } of spans) {
    const metres = quantities.filter(({ code }) => /^(span|overlash)\./.test(code));
    expect(sum(metres.map(({ quantity }) => quantity)) / 100).toBe(lengthM);
    expect(line.length).toBeGreaterThanOrEqual(2);
  }
}

/** Walks every village's path back along the spans: one way only, from node to node, as long as said. */
function expectPathsToReachTheRoot({ nodes, spans, villages, settings }: Proposal): void {
  const node = new Map(nodes.map((n) => [n.id, n]));
  const spanTo = new Map<string, ProposedSpan>();
  for (const span of spans) {
    expect(spanTo.has(span.to)).toBe(false);
    if (settings.existingSpans !== "reuse") expect(node.get(span.to)?.existing).toBe(false);
    expect([span.line[0], span.line.at(-1)]).toEqual([
      node.get(span.from)?.existing ? span.line[0] : node.get(span.from)?.position,
      node.get(span.to)?.existing ? span.line.at(-1) : node.get(span.to)?.position,
    ]);
    spanTo.set(span.to, span);
  }
  const beyond = new Map<string, number>();
  for (const village of villages) {
    if (village.state !== "connected") continue;
    let lengthM = 0;
    let at = village.nodeId;
    for (let span = spanTo.get(at); span; span = spanTo.get(at)) {
      lengthM += span.lengthM;
      beyond.set(span.id, (beyond.get(span.id) ?? 0) + 1);
      at = span.from;
    }
    expect(at).toBe(village.rootNodeId);
    expect(node.get(at)?.existing).toBe(true);
    expect(lengthM).toBeCloseTo(village.pathM, 6);
  }
  for (const span of spans) expect(beyond.get(span.id) ?? 0).toBe(span.villagesBeyond);
}
