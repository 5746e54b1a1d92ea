import { expect, test } from "vitest";
import { itemisedPriceBook, plan } from "../index.ts";
import { defaultSettings, itemisedCounting } from "../plan/settings.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

test("where every village has one way alone, cables of all sizes are in the bound to the strand", () => {
  //   H---+---+---+---+---+---+   a dead-end road with a village on each of its side roads
  //       |   |   |   |   |   |
  //       A   B   C   D   E   F
  const alongM = [1000, 2000, 3000, 4000, 5000, 6000];
  const ways = alongM.flatMap((m) => [{ points: [at(m - 1000, 0), at(m, 0)] }, { points: [at(m, 0), at(m, -700)] }]);
  const counting = { ...defaultSettings.counting, cable: itemisedCounting.cable };
  const free = { ...itemisedPriceBook.prices.find(({ code }) => code === "node.closure")!, priceFen: 0 };
  const answer = plan(
    planInput({
      corridors: corridorsOf(ways),
      nodes: [headend("H", at(0, 0))],
      villages: alongM.map((m, i) => village(`V${i}`, at(m, -700))),
      settings: { ...defaultSettings, counting },
      priceBook: {
        ...itemisedPriceBook,
        prices: [...itemisedPriceBook.prices.filter(({ code }) => code !== free.code), free],
      },
    }),
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  const { totals, spans } = answer.proposal;
  expect(new Set(spans.map(({ cables }) => cables![0].strands))).toEqual(new Set([48, 24, 12, 8]));
  expect(totals.gap).toBeLessThan(1e-6);
});
