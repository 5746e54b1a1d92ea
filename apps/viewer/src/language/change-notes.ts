import { equipmentKinds, nodeKinds, plantStatuses, serviceKinds, supports, villageStatuses } from "@cuntong/network";
import { type Language, type Translate, translator } from "./translate.ts";

/** Notes that operations give their changes, as they are stored, and what they are in Chinese; a hole that is a kind or status is worded. */
const notes: readonly (readonly [stored: RegExp, chinese: string])[] = [
  [/^rename (.+) to (.+)$/, "$1 改名为 $2"],
  [/^(\d+) objects become (\w+)$/, "$1 个对象变为$2"],
  [/^splice (\d+) strands of (.+) to (.+)$/, "熔接 $1 芯：$2 → $3"],
  [/^splice (.+) to (.+)$/, "熔接 $1 → $2"],
  [/^unsplice (\d+)$/, "拆除 $1 处熔接"],
  [/^patch (.+) to (.+)$/, "跳纤 $1 → $2"],
  [/^unpatch (.+)$/, "拆除跳纤 $1"],
  [/^place splitter in (.+)$/, "在 $1 安装分光器"],
  [/^place (odf|olt|onu) at (.+)$/, "在 $2 安装 $1"],
  [/^place (\w+) (.+)$/, "放置$1 $2"],
  [/^insert closure at (.+)$/, "在 $1 安装接头盒"],
  [/^draw (\w+) span$/, "绘制$1段落"],
  [/^split span (.+)$/, "断开段落 $1"],
  [/^join spans at (.+)$/, "合并 $1 处段落"],
  [/^untangle span (.+)$/, "理顺段落 $1"],
  [/^reroute span (.+)$/, "改动段落 $1 走向"],
  [/^reroute cable (.+)$/, "改动光缆 $1 路由"],
  [/^lay a duct along (.+)$/, "沿 $1 敷设管孔"],
  [/^lay cable (.+)$/, "敷设光缆 $1"],
  [/^cut cable (.+) at (.+)$/, "在 $2 开断光缆 $1"],
  [/^move (.+)$/, "移动 $1"],
  [/^connect (.+)$/, "接通 $1"],
  [/^add circuit (.+)$/, "新增光路 $1"],
  [/^add (\w+) to (.+)$/, "为 $2 新增$1"],
  [/^attach (.+) to (.+)$/, "为 $2 添加附件 $1"],
  [/^retire (.+)$/, "退役 $1"],
  [/^(.+) becomes (\w+)$/, "$1 变为$2"],
];

/** The note of a change in the screen's language; a note that a person wrote is shown as it is. */
export function noteWords(note: string, language: Language): string {
  if (language === "en") return note;
  const t = translator(language);
  for (const [stored, chinese] of notes) {
    const found = stored.exec(note);
    if (found) return chinese.replace(/\$(\d)/g, (_, place: string) => valueWords(found[Number(place)] ?? "", t));
  }
  return note;
}

function valueWords(value: string, t: Translate): string {
  const known = <const Name extends string>(list: readonly Name[]) => list.find((one) => one === value);
  const status = known(plantStatuses);
  if (status) return t(`life.${status}`);
  const village = known(villageStatuses);
  if (village) return t(`status.${village}`);
  const node = known(nodeKinds);
  if (node) return t(`node.${node}`);
  const support = known(supports);
  if (support) return t(`support.${support}`);
  const service = known(serviceKinds);
  if (service) return t(`service.${service}`);
  return known(equipmentKinds)?.toUpperCase() ?? value;
}
