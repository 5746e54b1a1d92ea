import type { Datum } from "@cuntong/geo";
import { type VillageStatus, villageStatuses } from "@cuntong/network";
import type { Columns, Synonyms } from "../table/find-header.ts";
import { narrowText, wordKey } from "../text/clean.ts";

/** What a village row can say. `position` is both axes in one cell. */
const villageFields = [
  "code",
  "name",
  "lon",
  "lat",
  "position",
  "people",
  "households",
  "status",
  "county",
  "services",
  "priority",
  "due",
] as const;
export type VillageField = (typeof villageFields)[number];

/** Header words of each field, best first. */
export const villageSynonyms: Synonyms<VillageField> = {
  code: [
    "行政村代码",
    "村代码",
    "行政村编码",
    "村编码",
    "村庄代码",
    "村庄编码",
    "村委会代码",
    "自然村代码",
    "自然村编码",
    "统计用区划代码",
    "行政区划代码",
    "区划代码",
    "地名代码",
    "代码",
    "编码",
    "villagecode",
    "code",
    "vcode",
    "villageid",
    "编号",
    "id",
    "fid",
    "osmid",
  ],
  name: [
    "行政村名称",
    "村名称",
    "村名",
    "行政村",
    "自然村名称",
    "自然村",
    "村庄名称",
    "村庄",
    "村委会名称",
    "村委会",
    "村",
    "标准地名",
    "地名",
    "名称",
    "villagename",
    "village",
    "name",
    "namezh",
    "nameen",
    "placename",
  ],
  lon: [
    "经度",
    "东经",
    "lon",
    "lng",
    "long",
    "longitude",
    "x",
    "xcoord",
    "coordx",
    "pointx",
    "longitudedeg",
    "londeg",
    "lone",
  ],
  lat: ["纬度", "北纬", "lat", "latitude", "y", "ycoord", "coordy", "pointy", "latitudedeg", "latdeg", "latn"],
  position: [
    "坐标",
    "经纬度",
    "经纬度坐标",
    "地理坐标",
    "position",
    "location",
    "coordinates",
    "coordinate",
    "lonlat",
    "lnglat",
    "geom",
    "geometry",
    "wkt",
  ],
  people: [
    "人口",
    "人口数",
    "总人口",
    "户籍人口",
    "常住人口",
    "人数",
    "people",
    "population",
    "pop",
    "persons",
    "inhabitants",
  ],
  households: ["户数", "总户数", "农户数", "家庭户数", "households", "household", "families", "homes", "hh"],
  status: [
    "状态",
    "通达状态",
    "接通状态",
    "建设状态",
    "是否接通",
    "是否通光缆",
    "是否通光纤",
    "通光纤",
    "status",
    "state",
    "connected",
  ],
  county: [
    "县代码",
    "县编码",
    "县区代码",
    "区县代码",
    "县级代码",
    "县市区代码",
    "所属县代码",
    "县市代码",
    "countycode",
    "areacode",
    "县",
    "县区",
    "区县",
    "县市区",
    "county",
  ],
  services: ["业务", "业务需求", "服务", "所需业务", "services", "service"],
  priority: ["优先级", "优先", "优先分", "优先度", "priority"],
  due: ["期限", "完成期限", "截止日期", "限期", "要求完成时间", "due", "duedate", "deadline", "dueby"],
};

/** A table of villages needs a code, a name and a position, in one column or two. */
export function isVillageHeader(columns: Columns<VillageField>): boolean {
  return columns.has("code") && columns.has("name") && hasPosition(columns);
}

function hasPosition(columns: Columns<VillageField>): boolean {
  return columns.has("position") || (columns.has("lon") && columns.has("lat"));
}

const statusWords: Readonly<Record<VillageStatus, readonly string[]>> = {
  unconnected: [
    "unconnected",
    "notconnected",
    "unreachable",
    "未通",
    "未接通",
    "未连通",
    "未通光缆",
    "未通光纤",
    "未覆盖",
    "未建",
    "未建设",
    "无",
    "否",
    "no",
    "n",
    "false",
    "0",
  ],
  planned: ["planned", "规划", "已规划", "规划中", "计划", "拟建", "待建"],
  underConstruction: ["underconstruction", "在建", "建设中", "施工中", "正在建设"],
  connected: [
    "connected",
    "已通",
    "已接通",
    "已连通",
    "已通光缆",
    "已通光纤",
    "已覆盖",
    "通",
    "已建",
    "建成",
    "是",
    "有",
    "yes",
    "y",
    "true",
    "1",
  ],
  accepted: ["accepted", "已验收", "验收", "验收合格", "竣工验收"],
};

/** The status a cell names in Chinese or English; `undefined` for a word that is not known. */
export function parseVillageStatus(text: string): VillageStatus | undefined {
  const key = wordKey(text);
  return villageStatuses.find((status) => statusWords[status].includes(key));
}

/** The datum that a header or property names beside the axis: `lon_gcj02`, `经度(高德)`. */
export function datumInHeader(header: string): Datum | undefined {
  const text = narrowText(header)
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  if (/gcj0?2|高德|火星|腾讯|amap/.test(text)) return "GCJ02";
  if (/bd0?9|百度|baidu/.test(text)) return "BD09";
  if (/cgcs|国家2000|2000(国家|坐标)/.test(text)) return "CGCS2000";
  return /wgs1?9?84|gps/.test(text) ? "WGS84" : undefined;
}
