import { type AreaKind, areaKinds, type SoilClass, soilClasses } from "@cuntong/network";
import { type FieldValue, fieldText } from "../feature/feature.ts";
import { narrowText, wordKey } from "../text/clean.ts";

const kindWords: Readonly<Record<AreaKind, readonly string[]>> = {
  forbidden: ["nogo", "prohibited", "excluded", "exclusion", "禁建", "禁建区", "禁止", "禁止建设", "禁区", "不可建"],
  expensive: ["dear", "costly", "surcharge", "高价", "高价区", "加价", "加价区"],
  soil: ["ground", "土质", "土壤", "地质"],
  forest: ["wood", "woodland", "林地", "森林", "林区"],
  permit: ["permission", "许可", "许可区", "报批", "审批"],
};

const soilWords: Readonly<Record<SoilClass, readonly string[]>> = {
  soft: ["normal", "软土", "普通土", "松土"],
  hard: ["clay", "硬土", "坚土", "黏土", "粘土"],
  gravel: ["sand", "砂砾", "砂砾土", "砂土", "卵石"],
  rock: ["stone", "岩石", "石质", "坚石", "软石", "石方"],
  wetland: ["marsh", "paddy", "沼泽", "水田", "湿地", "淤泥"],
};

/** Fields of an area, best first. */
const fieldNames = {
  kind: ["kind", "areakind", "type", "class", "类型", "类别", "区域类型"],
  id: ["id", "code", "areaid", "编码", "编号", "代码"],
  name: ["name", "名称", "区域名称", "区名"],
  soil: ["soil", "soilclass", "soiltype", "土质", "土壤", "土质类别"],
  permit: ["permit", "permittype", "许可类型", "许可", "报批类型"],
  pct: ["pct", "percent", "surchargepct", "加价率", "加价百分比", "加价"],
  fen: ["fenperm", "pricefen"],
  yuan: ["yuanperm", "每米加价", "priceyuan"],
} as const;
export type AreaField = keyof typeof fieldNames;

/** The fields of a feature by what they mean, as a person reads them. */
export function areaFields(fields: Readonly<Record<string, FieldValue>>): (field: AreaField) => string {
  const byKey = new Map(Object.entries(fields).map(([name, value]) => [wordKey(name), narrowText(fieldText(value))]));
  return (field) => fieldNames[field].map((name) => byKey.get(name) ?? "").find((text) => text !== "") ?? "";
}

/** The kind that a word or a layer's name means. OSM's own tags tell of forests. */
export function areaKindOf(
  word: string,
  layer: string | undefined,
  fields: Readonly<Record<string, FieldValue>>,
): AreaKind | undefined {
  const named = wordOf(kindWords, areaKinds, word);
  if (named || word !== "") return named;
  if (fields.landuse === "forest" || fields.natural === "wood") return "forest";
  return layer === undefined ? undefined : wordOf(kindWords, areaKinds, layer);
}

export function soilClassOf(word: string): SoilClass | undefined {
  return wordOf(soilWords, soilClasses, word);
}

function wordOf<T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
  known: readonly T[],
  text: string,
): T | undefined {
  const key = wordKey(text);
  return known.find((one) => one === key || words[one].includes(key));
}
