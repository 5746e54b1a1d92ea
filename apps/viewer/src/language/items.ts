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
  "village.fixed": { en: "Fixed charge per village", "zh-CN": "每村固定费用" },
  "node.pole": { en: "Pole", "zh-CN": "电杆" },
  "node.joint": { en: "Joint between drums", "zh-CN": "盘间接头" },
  "node.cabinet": { en: "Cabinet", "zh-CN": "光缆交接箱" },
  "node.splitter": { en: "Splitter", "zh-CN": "光分路器" },
  "opex.village": { en: "Villages, running cost", "zh-CN": "村，运行费" },
};

const cable: Wording = { en: "Cable of {strands} strands", "zh-CN": "{strands} 芯光缆" };
const running: Wording = { en: "{item}, running cost", "zh-CN": "{item}，运行费" };

const access: Wording = { en: "Access along {class}", "zh-CN": "{class}施工附加" };

/** An item of a price book in words: `span.aerial.steep` is "Aerial, steep ground". An unknown code is shown as it is. */
export function itemWords(code: string, language: Language): string {
  const known = items[code];
  if (known) return known[language];
  const t = translator(language);
  const [kind, name = "", band = ""] = code.split(".");
  if (kind === "cable") return cable[language].replace("{strands}", name);
  if (kind === "opex") return running[language].replace("{item}", keptWords(name, band, language, t));
  if (kind === "span" && isSupport(name)) return spanWords(name, band, language, t);
  if (kind === "class" && isClass(name)) return access[language].replace("{class}", t(`class.${name}`));
  return code;
}

function spanWords(support: Support, band: string, language: Language, t: Translate): string {
  const ground = bands[band]?.[language] ?? band;
  return t("path.support", { support: t(`support.${support}`), corridor: ground });
}

/** What is kept running: spans of a support, or pieces. */
function keptWords(kind: string, name: string, language: Language, t: Translate): string {
  return kind === "span" && isSupport(name) ? t(`support.${name}`) : itemWords(`${kind}.${name}`, language);
}

function isSupport(name: string): name is Support {
  return supports.some((support) => support === name);
}

function isClass(name: string): name is CorridorClass {
  return corridorClasses.some((one) => one === name);
}
