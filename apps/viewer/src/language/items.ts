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
const soils: Readonly<Record<string, Wording>> = {
  soft: { en: "{name} in soft soil, added", "zh-CN": "{name}，软土加价" },
  hard: { en: "{name} in hard soil, added", "zh-CN": "{name}，硬土加价" },
  gravel: { en: "{name} in gravel, added", "zh-CN": "{name}，砂砾土加价" },
  rock: { en: "{name} in rock, added", "zh-CN": "{name}，岩石加价" },
  wetland: { en: "{name} in wetland, added", "zh-CN": "{name}，水田沼泽加价" },
};
const areas: Readonly<Record<string, Wording>> = {
  forest: { en: "{name} in forest, added", "zh-CN": "{name}，林地加价" },
  surcharge: { en: "{name}, {pct} % more in expensive areas", "zh-CN": "{name}，高价区加 {pct} %" },
  area: { en: "Expensive area {name}", "zh-CN": "高价区 {name}" },
  permit: { en: "Permit: {name}", "zh-CN": "许可（{name}）" },
};
const running: Wording = { en: "{item}, running cost", "zh-CN": "{item}，运行费" };

const overlash: Wording = { en: "Cable along existing plant, {support}", "zh-CN": "利用现有{support}敷设光缆" };
const access: Wording = { en: "Access along {class}", "zh-CN": "{class}施工附加" };

/** An item of a price book in words: `span.aerial.steep` is "Aerial, steep ground". An unknown code is shown as it is. */
export function itemWords(code: string, language: Language): string {
  const known = items[code];
  if (known) return known[language];
  const t = translator(language);
  const [kind, name = "", band = ""] = code.split(".");
  const inArea = areaWords(kind, code.slice(kind.length + 1), language, t);
  if (inArea !== undefined) return inArea;
  if (kind === "cable") return cable[language].replace("{strands}", name);
  if (kind === "opex") return running[language].replace("{item}", keptWords(name, band, language, t));
  if (kind === "span" && isSupport(name)) return spanWords(name, band, language, t);
  if (kind === "overlash" && isSupport(name))
    return overlash[language].replace("{support}", t(`support.${name}`).toLowerCase());
  if (kind === "class" && isClass(name)) return access[language].replace("{class}", t(`class.${name}`));
  return code;
}

function spanWords(support: Support, band: string, language: Language, t: Translate): string {
  const ground = bands[band]?.[language] ?? band;
  return t("path.support", { support: t(`support.${support}`), corridor: ground });
}

/** What an area adds; undefined for any other code. */
function areaWords(kind: string, rest: string, language: Language, t: Translate): string | undefined {
  const [first = "", second = ""] = rest.split(".");
  const wording = kind === "soil" ? soils[second] : areas[kind];
  if (!wording || ((kind === "soil" || kind === "forest") && !isSupport(first))) return undefined;
  const item = kind === "surcharge" ? itemWords(rest.slice(first.length + 1), language) : first;
  const name = isSupport(first) ? t(`support.${first}`) : kind === "area" ? rest : item;
  return wording[language].replace("{name}", name).replace("{pct}", first);
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
