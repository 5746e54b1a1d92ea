import type { Area, CorridorClass, Quantity, Support } from "@cuntong/network";
import { slopeBands } from "@cuntong/network";
import { priceCode } from "./price-codes.ts";
import type { PriceTable } from "./prices.ts";

/** What is paid on top for the centimetres, per slope band, that a stretch has in an area. A permit per area is counted once a plan, not here. */
export function quantitiesInArea(
  area: Area,
  { support, corridorClass }: { readonly support: Support; readonly corridorClass: CorridorClass },
  bandCm: ArrayLike<number>,
  prices: PriceTable,
): Quantity[] {
  const allCm = bandCm[0] + bandCm[1] + bandCm[2];
  switch (area.kind) {
    case "forbidden":
      return [];
    case "soil":
      return [{ code: priceCode.soil(support, area.soil), unit: "m", quantity: allCm }];
    case "forest":
      return [{ code: priceCode.forest(support), unit: "m", quantity: allCm }];
    case "permit":
      return prices.isPerMetre(priceCode.permit(area.permit))
        ? [{ code: priceCode.permit(area.permit), unit: "m", quantity: allCm }]
        : [];
    case "expensive": {
      if ("fenPerM" in area.surcharge) return [{ code: priceCode.area(area.id), unit: "m", quantity: allCm }];
      const { pct } = area.surcharge;
      const onSpan = slopeBands.map((band, b) => {
        return {
          code: priceCode.surcharge(pct, priceCode.span(support, band)),
          unit: "m" as const,
          quantity: bandCm[b],
        };
      });
      const onClass = priceCode.surcharge(pct, priceCode.corridorClass(corridorClass));
      return [...onSpan, { code: onClass, unit: "m" as const, quantity: allCm }].filter(
        ({ code, quantity }) => quantity > 0 && prices.fen(code) > 0,
      );
    }
  }
}
