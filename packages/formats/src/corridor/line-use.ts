import { type CorridorClass, type CrossingKind, corridorClasses, edgeFlags } from "@cuntong/network";
import { type FieldValue, fieldText } from "../feature/feature.ts";
import { type WayTags, wayKeys, wayUse } from "../osm/way-use.ts";
import { wordKey } from "../text/clean.ts";

/** What a line feature is to a plan; `unknownClass` is the word of its class field that nobody knows. */
export interface LineUse {
  readonly corridor?: CorridorClass;
  readonly barrier?: CrossingKind;
  readonly flags: number;
  readonly unknownClass?: string;
}

/** Fields that name the class of a line, best first. */
const classFields = [
  "class",
  "corridorclass",
  "roadclass",
  "fclass",
  "type",
  "kind",
  "道路等级",
  "公路等级",
  "技术等级",
  "等级",
  "道路类型",
  "类型",
  "分类",
];

const classWords: Readonly<Partial<Record<CorridorClass, readonly string[]>>> = {
  motorway: ["高速", "高速公路", "motorwaylink", "expressway"],
  trunk: ["国道", "一级公路", "trunklink"],
  primary: ["省道", "二级公路", "primarylink"],
  secondary: ["县道", "三级公路", "secondarylink"],
  tertiary: ["乡道", "四级公路", "tertiarylink"],
  minor: ["村道", "等外公路", "农村公路", "unclassified", "road", "minorroad"],
  residential: ["街道", "城市道路", "livingstreet", "pedestrian"],
  service: ["内部道路", "专用公路", "专用道路"],
  track: [
    "机耕路",
    "便道",
    "大车路",
    "林道",
    "tracks",
    "trackgrade1",
    "trackgrade2",
    "trackgrade3",
    "trackgrade4",
    "trackgrade5",
  ],
  path: ["小路", "小径", "人行道", "步道", "footway", "cycleway", "bridleway", "steps", "trail"],
  powerline: ["电力线", "电杆线", "杆路", "输电线", "line", "minorline", "poleline", "power"],
  other: ["其他", "其它", "unknown"],
};

const barrierWords: Readonly<Partial<Record<CrossingKind, readonly string[]>>> = {
  river: ["river", "canal", "河流", "河", "水系", "运河"],
  railway: ["railway", "rail", "铁路"],
};

/** Decides what a line is by its fields: OSM's own tags where it has them, else a class field in English or Chinese, else `other`. */
export function lineUse(fields: Readonly<Record<string, FieldValue>>): LineUse {
  const byKey = new Map(Object.entries(fields).map(([name, value]) => [wordKey(name), fieldText(value).trim()]));
  const tags = osmTags(byKey);
  if (tags.highway || tags.power || tags.waterway || tags.railway) {
    const use = wayUse(tags);
    if (use.corridor !== undefined || use.barrier !== undefined) return use;
  }
  const word = classFields.map((field) => byKey.get(field) ?? "").find((text) => text !== "") ?? tags.highway ?? "";
  const flags = flagsOf(tags);
  const key = wordKey(word);
  const barrier = (Object.keys(barrierWords) as CrossingKind[]).find((kind) => barrierWords[kind]?.includes(key));
  if (barrier) return { barrier, flags };
  const corridor = corridorClasses.find(
    (name) => name !== "offroad" && (name === key || classWords[name]?.includes(key)),
  );
  if (corridor) return { corridor, flags };
  return { corridor: "other", flags, ...(key === "" ? {} : { unknownClass: word }) };
}

/** OSM tags of a feature, with the `T` and `F` that Geofabrik's shapefiles write read as yes and no. */
function osmTags(byKey: ReadonlyMap<string, string>): WayTags {
  const tags: WayTags = {};
  for (const key of wayKeys) {
    const value = byKey.get(key);
    if (value === undefined || value === "" || /^(f|false|0|no|否)$/i.test(value)) continue;
    tags[key] = /^(t|true|1|是)$/i.test(value) ? "yes" : value;
  }
  return tags;
}

function flagsOf({ bridge, tunnel, ford }: WayTags): number {
  return (bridge ? edgeFlags.bridge : 0) | (tunnel ? edgeFlags.tunnel : 0) | (ford ? edgeFlags.ford : 0);
}
