import type { CorridorClass, Support } from "@cuntong/network";
import { corridorClasses, supports } from "@cuntong/network";
import { type Language, type Translate, translator } from "./translate.ts";

type Wording = Readonly<Record<Language, string>>;

const bands: Readonly<Record<string, Wording>> = {
  flat: { en: "flat ground", "zh-CN": "平地" },
  rolling: { en: "rolling ground", "zh-CN": "丘陵" },
  steep: { en: "steep ground", "zh-CN": "陡坡" },
};

const items: Readonly<Record<string, Wording>> = {
  "crossing.river": { en: "River crossing", "zh-CN": "跨河" },
  "crossing.railway": { en: "Railway crossing", "zh-CN": "跨铁路" },
  "crossing.road": { en: "Road crossing", "zh-CN": "跨公路" },
  "crossing.powerline": { en: "Power line crossing", "zh-CN": "跨电力线" },
  "node.closure": { en: "Closure", "zh-CN": "接头盒" },
  "village.drop": { en: "Drop and village terminal", "zh-CN": "入村及终端" },
};

const access: Wording = { en: "Access along {class}", "zh-CN": "{class}施工附加" };

/** An item of a price book in words: `span.aerial.steep` is "Aerial, steep ground". An unknown code is shown as it is. */
export function itemWords(code: string, language: Language): string {
  const known = items[code];
  if (known) return known[language];
  const t = translator(language);
  const [kind, name = "", band = ""] = code.split(".");
  if (kind === "span" && isSupport(name)) return spanWords(name, band, language, t);
  if (kind === "class" && isClass(name)) return access[language].replace("{class}", t(`class.${name}`));
  return code;
}

function spanWords(support: Support, band: string, language: Language, t: Translate): string {
  const ground = bands[band]?.[language] ?? band;
  return t("path.support", { support: t(`support.${support}`), corridor: ground });
}

function isSupport(name: string): name is Support {
  return supports.some((support) => support === name);
}

function isClass(name: string): name is CorridorClass {
  return corridorClasses.some((one) => one === name);
}
