import { type Area, type Quantity, slopeBands } from "@cuntong/network";
import type { StretchKind } from "../ground/stretch-kinds.ts";
import { metreCodesOf, priceCode } from "./price-codes.ts";
import type { PriceTable } from "./prices.ts";

/** What is paid on top for the centimetres, per slope band, that a stretch has in an area. A permit per area is counted once a plan, not here. */
export function quantitiesInArea(
  area: Area,
  kind: StretchKind,
  bandCm: ArrayLike<number>,
  prices: PriceTable,
): Quantity[] {
  const allCm = bandCm[0] + bandCm[1] + bandCm[2];
  switch (area.kind) {
    case "forbidden":
      return [];
    case "soil":
      return [{ code: priceCode.soil(kind.support, area.soil), unit: "m", quantity: allCm }];
    case "forest":
      return [{ code: priceCode.forest(kind.support), unit: "m", quantity: allCm }];
    case "permit":
      return prices.isPerMetre(priceCode.permit(area.permit))
        ? [{ code: priceCode.permit(area.permit), unit: "m", quantity: allCm }]
        : [];
    case "expensive": {
      if ("fenPerM" in area.surcharge) return [{ code: priceCode.area(area.id), unit: "m", quantity: allCm }];
      const { pct } = area.surcharge;
      const quantities = slopeBands.flatMap((band, b) =>
        metreCodesOf(kind, band).map((code) => {
          return { code: priceCode.surcharge(pct, code), unit: "m" as const, quantity: bandCm[b] };
        }),
      );
      return quantities.filter(({ code, quantity }) => quantity > 0 && prices.fen(code) > 0);
    }
  }
}
