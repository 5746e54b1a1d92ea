import type { County, Plan } from "@cuntong/contract";
import type { Translate } from "../language/translate.ts";

/** What a plan is called: its name, or which villages it was made for. */
export function planTitle({ name, request }: Plan, t: Translate, counties: readonly County[] = []): string {
  if (name) return name;
  const { villages } = request;
  switch (villages.select) {
    case "all":
      return t("plan.title.all");
    case "county": {
      const county = counties.find(({ code }) => code === villages.countyCode);
      return t("plan.title.county", { county: county?.name ?? villages.countyCode });
    }
    case "polygon":
      return t("plan.title.polygon");
    case "codes":
      return t("plan.title.codes", { count: villages.codes.length });
  }
}
