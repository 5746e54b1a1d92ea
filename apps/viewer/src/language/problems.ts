import type { Problem } from "@cuntong/contract";
import type { Language } from "./translate.ts";

type Wording = Readonly<Record<Language, string>>;

/** Problem codes of the API in words, and one of ours: `UNREACHABLE`, no answer at all. */
const problems: Readonly<Record<string, Wording>> = {
  INVALID_REQUEST: { en: "The server did not understand the request.", "zh-CN": "服务器无法理解此请求。" },
  FORBIDDEN: { en: "You may not do this.", "zh-CN": "没有权限。" },
  NOT_FOUND: { en: "This is no longer there.", "zh-CN": "该内容已不存在。" },
  CONFLICT: { en: "Something else stands in the way.", "zh-CN": "与现有内容冲突。" },
  PRECONDITION_FAILED: { en: "Others have changed the same since.", "zh-CN": "他人已修改同一内容。" },
  PRECONDITION_REQUIRED: { en: "It was not said which state was seen.", "zh-CN": "未说明所依据的版本。" },
  TOO_LARGE: { en: "The file is too large.", "zh-CN": "文件过大。" },
  UNPROCESSABLE: { en: "The data cannot be used as they are.", "zh-CN": "数据无法直接使用。" },
  INTERNAL: { en: "The server has a fault of its own.", "zh-CN": "服务器内部故障。" },
  UNAVAILABLE: { en: "The store does not answer just now.", "zh-CN": "数据库暂时没有响应。" },
  UNREACHABLE: { en: "The server does not answer.", "zh-CN": "服务器没有响应。" },
};

/** A problem in one sentence. */
export function problemWords({ code, title }: Problem, language: Language): string {
  return problems[code]?.[language] ?? title;
}

/** Steps of loading a demonstration, as the API names them. */
const demoSteps: Readonly<Record<string, Wording>> = {
  start: { en: "Starting", "zh-CN": "开始" },
  settlements: { en: "Settlements", "zh-CN": "居民点" },
  rivers: { en: "Rivers", "zh-CN": "河流" },
  files: { en: "Keeping corridors and heights", "zh-CN": "保存候选路由和高程" },
  prices: { en: "Prices", "zh-CN": "价目" },
  done: { en: "Done", "zh-CN": "完成" },
  project: { en: "Making the project", "zh-CN": "建立项目" },
  counties: { en: "Counties", "zh-CN": "县区" },
  villages: { en: "Villages", "zh-CN": "村" },
  plant: { en: "Existing plant", "zh-CN": "现有线路" },
  terrain: { en: "Terrain", "zh-CN": "地形" },
  elevation: { en: "Elevation", "zh-CN": "高程" },
  roads: { en: "Roads", "zh-CN": "道路" },
  corridors: { en: "Corridors", "zh-CN": "候选路由" },
  generate: { en: "Generating the demonstration", "zh-CN": "生成演示数据" },
  read: { en: "Reading files", "zh-CN": "读取文件" },
  store: { en: "Storing", "zh-CN": "入库" },
  save: { en: "Storing", "zh-CN": "入库" },
  plan: { en: "Planning", "zh-CN": "规划" },
};

/** A step in words; a step that is not known here is shown by its own name. */
export function demoStepWords(step: string, language: Language): string {
  return demoSteps[step]?.[language] ?? step;
}
