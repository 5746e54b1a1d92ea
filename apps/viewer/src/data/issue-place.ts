import type { Import } from "@cuntong/contract";
import type { Translate } from "../language/translate.ts";

type Place = Import["issues"][number]["place"];

/** Where an issue is, in words: `row 17, field code`. */
export function issuePlace(
  { layer, block, sheet, row, feature, field, offset, lon, lat }: Place,
  t: Translate,
): string {
  const parts = [
    layer && t("place.layer", { layer }),
    block && t("place.block", { block }),
    sheet && t("place.sheet", { sheet }),
    row !== undefined && t("place.row", { row }),
    feature !== undefined && t("place.feature", { feature }),
    field && t("place.field", { field }),
    offset !== undefined && t("place.offset", { offset }),
    lon !== undefined && lat !== undefined && `${lon.toFixed(5)}, ${lat.toFixed(5)}`,
  ];
  return parts.filter(Boolean).join(" · ") || t("place.file");
}
