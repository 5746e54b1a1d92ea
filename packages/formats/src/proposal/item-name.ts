import type { BillLine, CorridorClass, CrossingKind, PriceUnit, SlopeBand, SoilClass, Support } from "@cuntong/network";

/** A word in the two languages that a handed-over file speaks. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export const supportName: Readonly<Record<Support, Bilingual>> = {
  aerial: { zh: "架空", en: "Aerial" },
  duct: { zh: "管道", en: "Duct" },
  buried: { zh: "直埋", en: "Buried" },
  wall: { zh: "墙壁", en: "Wall" },
  submarine: { zh: "水下", en: "Submarine" },
};

export const className: Readonly<Record<CorridorClass, Bilingual>> = {
  motorway: { zh: "高速公路", en: "motorway" },
  trunk: { zh: "干线公路", en: "trunk road" },
  primary: { zh: "主要公路", en: "primary road" },
  secondary: { zh: "次要公路", en: "secondary road" },
  tertiary: { zh: "县乡公路", en: "tertiary road" },
  minor: { zh: "乡村道路", en: "minor road" },
  residential: { zh: "街巷", en: "residential street" },
  service: { zh: "专用道路", en: "service road" },
  track: { zh: "机耕路", en: "track" },
  path: { zh: "小路", en: "path" },
  powerline: { zh: "电力线", en: "power line" },
  other: { zh: "其他", en: "other corridor" },
  offroad: { zh: "接入段", en: "off-road access" },
};

const bandName: Readonly<Record<SlopeBand, Bilingual>> = {
  flat: { zh: "平缓", en: "flat ground" },
  rolling: { zh: "起伏", en: "rolling ground" },
  steep: { zh: "陡坡", en: "steep ground" },
};

export const crossingName: Readonly<Record<CrossingKind, Bilingual>> = {
  river: { zh: "河流", en: "river" },
  railway: { zh: "铁路", en: "railway" },
  road: { zh: "公路", en: "road" },
  powerline: { zh: "电力线", en: "power line" },
};

export const unitName: Readonly<Record<PriceUnit, string>> = {
  m: "米 m",
  each: "个 each",
  village: "村 village",
  "m-year": "米·年 m-year",
  "each-year": "个·年 each-year",
  "village-year": "村·年 village-year",
};

/** What a price code stands for; a code of the project's own price book that is not known here stands for itself. */
export function itemName({ code }: Pick<BillLine, "code">): Bilingual {
  const [group, ...rest] = code.split(".");
  const known = namers[group ?? ""]?.(rest);
  return known ?? { zh: code, en: code };
}

const namers: Readonly<Record<string, (words: readonly string[]) => Bilingual | undefined>> = {
  span([support, band]) {
    const carried = find(supportName, support);
    const ground = find(bandName, band);
    return carried && ground && { zh: `${carried.zh}光缆（${ground.zh}）`, en: `${carried.en} span, ${ground.en}` };
  },
  overlash([support]) {
    const carrier = find(supportName, support);
    return (
      carrier && { zh: `利用现有${carrier.zh}敷设光缆`, en: `Cable along existing plant, ${carrier.en.toLowerCase()}` }
    );
  },
  class([name]) {
    const corridor = find(className, name);
    return corridor && { zh: `沿${corridor.zh}施工附加`, en: `Working along ${corridor.en}, added` };
  },
  crossing([kind]) {
    const crossed = find(crossingName, kind);
    return crossed && { zh: `跨越${crossed.zh}`, en: `Crossing of a ${crossed.en}` };
  },
  soil([support, soil]) {
    const [carried, ground] = [find(supportName, support), find(soilName, soil)];
    return carried && ground && { zh: `${carried.zh}，${ground.zh}加价`, en: `${carried.en} in ${ground.en}, added` };
  },
  forest([support]) {
    const carried = find(supportName, support);
    return carried && { zh: `${carried.zh}，林地加价`, en: `${carried.en} in forest, added` };
  },
  surcharge([pct, ...item]) {
    const { zh, en } = itemName({ code: item.join(".") });
    return { zh: `${zh}，高价区加 ${pct} %`, en: `${en}, ${pct} % more in expensive areas` };
  },
  area([...id]) {
    return { zh: `高价区 ${id.join(".")}`, en: `Expensive area ${id.join(".")}` };
  },
  permit([type]) {
    if (type === undefined) return undefined;
    return type === "general" ? { zh: "施工许可", en: "Permit" } : { zh: `许可（${type}）`, en: `Permit: ${type}` };
  },
  cable([strands]) {
    return strands === undefined ? undefined : { zh: `${strands} 芯光缆`, en: `Cable of ${strands} strands` };
  },
  node([kind]) {
    return find(pieceName, kind);
  },
  village([item]) {
    return find(villageItemName, item);
  },
  opex([group, name]) {
    const kept =
      group === "village"
        ? { zh: "村", en: "Villages" }
        : group === "overlash"
          ? namers.overlash?.([name ?? ""])
          : find(group === "span" ? supportName : pieceName, name);
    return kept && { zh: `${kept.zh}年运行费`, en: `${kept.en}, running cost` };
  },
};

const soilName: Readonly<Record<SoilClass, Bilingual>> = {
  soft: { zh: "软土", en: "soft soil" },
  hard: { zh: "硬土", en: "hard soil" },
  gravel: { zh: "砂砾土", en: "gravel" },
  rock: { zh: "岩石", en: "rock" },
  wetland: { zh: "水田沼泽", en: "wetland" },
};

const pieceName: Readonly<Record<string, Bilingual>> = {
  pole: { zh: "电杆", en: "Pole" },
  closure: { zh: "光缆接头盒", en: "Closure" },
  joint: { zh: "盘间接头", en: "Joint between drums" },
  cabinet: { zh: "光缆交接箱", en: "Cabinet" },
  splitter: { zh: "光分路器", en: "Splitter" },
};

const villageItemName: Readonly<Record<string, Bilingual>> = {
  drop: { zh: "入村", en: "Drop to a village" },
  fixed: { zh: "每村固定费用", en: "Fixed charge per village" },
};

function find<T>(names: Readonly<Record<string, T>>, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(names, word) ? names[word] : undefined;
}
