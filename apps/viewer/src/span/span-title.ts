import type { VillagePath } from "@cuntong/contract";
import type { Translate } from "../language/translate.ts";

type PathSpan = VillagePath["spans"][number];

/** What a proposed span is, in words: on what, and along what. */
export function spanTitle(
  { support, corridorClass, reuses }: Pick<PathSpan, "support" | "corridorClass" | "reuses">,
  t: Translate,
): string {
  const corridor = reuses === undefined ? t(`class.${corridorClass}`) : t("path.existing");
  return t("path.support", { support: t(`support.${support}`), corridor });
}
