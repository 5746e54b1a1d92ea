import { type NodeKind, nodeKinds, type PlantStatus, plantStatuses, type Support, supports } from "@cuntong/network";
import { wordKey } from "../text/clean.ts";

/** Words of other lists and languages for each kind of node: OFDS's open codelist `nodeType`, Chinese design drawings. */
const kindWords: Readonly<Record<NodeKind, readonly string[]>> = {
  headend: ["exchange", "olt", "headendstation", "机房", "局端", "局站", "分前端", "前端", "中心机房"],
  site: [
    "pop",
    "datacentre",
    "datacenter",
    "ixp",
    "tower",
    "cablelanding",
    "bordercrossing",
    "substation",
    "adddropsite",
    "repeatersite",
    "基站",
    "站点",
    "铁塔",
  ],
  cabinet: ["fdh", "streetcabinet", "光交", "光交箱", "交接箱", "光缆交接箱", "分纤箱", "机柜"],
  closure: ["aggregationpoint", "splice", "joint", "spliceclosure", "接头盒", "接头", "光接头盒", "熔接点"],
  pole: ["电杆", "杆", "杆路", "水泥杆", "木杆"],
  manhole: ["人井", "人孔"],
  handhole: ["手井", "手孔"],
  marker: ["标石", "标桩"],
  village: ["村", "行政村", "自然村", "村点"],
};

const supportWords: Readonly<Record<Support, readonly string[]>> = {
  aerial: ["aboveground", "overhead", "架空", "吊线", "杆路"],
  duct: ["ducted", "conduit", "管道", "管孔"],
  buried: ["belowground", "underground", "directburied", "直埋", "埋地"],
  wall: ["facade", "墙壁", "墙吊", "钉固"],
  submarine: ["underwater", "subsea", "水底", "海底", "水下"],
};

const statusWords: Readonly<Record<PlantStatus, readonly string[]>> = {
  proposed: ["拟建", "建议", "待建"],
  planned: ["规划", "计划", "设计"],
  underConstruction: ["construction", "在建", "施工", "施工中", "建设中"],
  operational: ["inservice", "live", "active", "existing", "在用", "现有", "现网", "已建", "运行", "在网", "投产"],
  inactive: ["dark", "停用", "闲置", "未启用"],
  decommissioned: ["removed", "retired", "退役", "拆除", "报废", "退网"],
};

export function parseNodeKind(text: string): NodeKind | undefined {
  return find(nodeKinds, kindWords, text);
}

export function parseSupport(text: string): Support | undefined {
  return find(supports, supportWords, text);
}

export function parsePlantStatus(text: string): PlantStatus | undefined {
  return find(plantStatuses, statusWords, text);
}

function find<T extends string>(
  names: readonly T[],
  words: Readonly<Record<T, readonly string[]>>,
  text: string,
): T | undefined {
  const key = wordKey(text);
  return names.find((name) => name.toLowerCase() === key || words[name].includes(key));
}
