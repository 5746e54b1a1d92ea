import { type Cable, type Change, type Duct, Network, type Span } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { ductSection } from "./duct-section.ts";

const { records, at, cable } = sketch("SC1 ==24== SC2");
const spanId = at("SC1", "SC2");

function plant(ducts: readonly Partial<Duct>[], inDuct?: string): { network: Network; span: Span } {
  const held = records.cables?.map((one) => ({ ...one, ...(inDuct && { ducts: [{ spanId, ductId: inDuct }] }) }));
  const change = {
    ...records,
    cables: held as Cable[],
    ducts: ducts.map((duct) => ({ spanId, innerMm: 100, outerMm: 110, status: "operational", ...duct })),
  } as Change["put"];
  const network = Network.of(change);
  return { network, span: network.get("spans", spanId) as Span };
}

test("a cable lies at the bottom of the inner duct, and that at the bottom of the outer one", () => {
  const { network, span } = plant(
    [{ id: "D1" as Duct["id"] }, { id: "D2" as Duct["id"], insideId: "D1" as Duct["id"], innerMm: 28, outerMm: 32 }],
    "D2",
  );
  const { ducts, loose, width, height } = ductSection(network, span);
  expect([width, height, loose.length, ducts.length]).toEqual([110, 110, 0, 1]);
  const [outer] = ducts;
  const [inner] = outer?.ducts ?? [];
  expect(inner).toMatchObject({ x: 0, y: 34, r: 16, innerR: 14, crowded: false });
  expect(inner?.cables[0]).toMatchObject({ x: 0, y: 14 - 5.25, r: 5.25 });
  expect(inner?.cables[0]?.cable.id).toBe(cable("SC1", "SC2"));
});

test("a cable in no duct lies beside, and a retired duct is not drawn", () => {
  const { network, span } = plant([{ id: "D1" as Duct["id"], status: "decommissioned" }]);
  const { ducts, loose } = ductSection(network, span);
  expect([ducts.length, loose.length]).toEqual([0, 1]);
});

test("content that does not fit is drawn smaller, and said so", () => {
  const { network, span } = plant([{ id: "D1" as Duct["id"], innerMm: 6, outerMm: 8 }], "D1");
  const [duct] = ductSection(network, span).ducts;
  expect(duct?.crowded).toBe(true);
  expect(duct?.cables[0]?.r).toBeLessThanOrEqual(3);
});

test("six ducts lie in two rows of three, none on another, and a cable in none of them below", () => {
  const { network, span } = plant([1, 2, 3, 4, 5, 6].map((n) => ({ id: `D${n}` as Duct["id"] })));
  const { ducts, width, height } = ductSection(network, span);
  expect([width, height]).toEqual([3 * 110 + 14, 2 * 110 + 7 + 7 + 10.5]);
  expect(new Set(ducts.map(({ x, y }) => `${x} ${y}`)).size).toBe(6);
});
