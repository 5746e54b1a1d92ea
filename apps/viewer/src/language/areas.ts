import type { Area } from "@cuntong/contract";
import type { Translate } from "./translate.ts";

/** What an area means to a plan, in a few words. */
export function areaWords({ kind, soil, permit, surcharge }: Area, t: Translate): string {
  switch (kind) {
    case "forbidden":
      return t("areas.kind.forbidden");
    case "forest":
      return t("areas.kind.forest");
    case "soil":
      return soil ? t(`areas.soil.${soil}`) : t("areas.kind.soil");
    case "permit":
      return permit ? t("areas.permit", { permit }) : t("areas.kind.permit");
    case "expensive":
      if (!surcharge) return t("areas.kind.expensive");
      return "pct" in surcharge
        ? t("areas.dearer", { percent: surcharge.pct })
        : t("areas.dearerM", { yuan: surcharge.fenPerM / 100 });
  }
}
