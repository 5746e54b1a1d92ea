import type { CurvePoint } from "@cuntong/network";
import { expect, test } from "vitest";
import { chosenText, costText, showPlanProgress } from "./show-progress.ts";

const best: CurvePoint = { costFen: 7_997_350_000, villages: 1235, weight: 1235, weightBound: 1247, onEnvelope: true };

test("a plan on its way shows its cost, then the proven bound and the gap between them", () => {
  expect(costText({})).toBe("");
  expect(costText({ costFen: 17_600_000_000 })).toBe("176,000,000.00 yuan");
  expect(costText({ costFen: 20_000, lowerBoundFen: 19_000 })).toBe("200.00 yuan, at least 190.00 yuan (gap 5.00 %)");
  expect(costText({ costFen: 0, lowerBoundFen: 0 })).toBe("0.00 yuan, at least 0.00 yuan (gap 0.00 %)");
});

test("a plan under a budget shows whom the money reaches and whom it could at most, and keeps showing it between news", () => {
  const lines: string[] = [];
  const onProgress = showPlanProgress({ show: (step, _, detail) => lines.push(`${step}: ${detail}`), end: () => {} });
  onProgress({ phase: "improve", fraction: 0.5, costFen: 1, choice: { best, curve: [best, best] } });
  onProgress({ phase: "bound", fraction: 0.6, costFen: 1 });
  const text = "1,235 villages for 79,973,500.00 yuan, worth 1235 of at most 1247; 2 plans on the curve";
  expect(lines).toEqual([`planning: improve: ${text}`, `planning: bound: ${text}`]);
  expect(chosenText({ best, curve: [] })).not.toContain("curve");
});
