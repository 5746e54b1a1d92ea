import type { Place } from "@cuntong/network";
import type { Speaker } from "../language/speaker.ts";

/** Where a place is, as a crew is told: `12 m past pole 037 towards 038`. */
export function placeWords(
  { before, after, coil }: Pick<Place, "before" | "after" | "coil">,
  { t, length }: Speaker,
): string {
  if (coil) return t("fault.coil", { name: before.name });
  return t("fault.past", { metres: length(before.metres), name: before.name, next: after.name });
}

/** Which joints an accepted trace no longer fits. */
export function lostWords(lost: readonly { readonly name: string }[], { t }: Speaker): string {
  return t("reading.lost", { names: lost.map(({ name }) => name).join(t("reading.listed")) });
}
