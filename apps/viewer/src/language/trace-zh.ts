import type { Phrase } from "./phrase.ts";
import type { traceEn } from "./trace-en.ts";

/** 光路追踪的中文。 */
export const traceZh: Record<keyof typeof traceEn, Phrase> = {
  "trace.title": "光路追踪",
  "trace.asking": "正在追踪…",
  "trace.nothing": "没有可追踪的纤芯。",
  "trace.complete": "贯通：",
  "trace.incomplete": "未贯通：",
  "trace.somewhere": "未知位置",
  "trace.stop.port": "{at} 的端口",
  "trace.stop.open": "断于 {at}",
  "trace.stop.spare": "{at} 备用分光端口",
  "trace.stop.unasked": "{at} 所接对象尚未建成（{because}）",
  "trace.stop.loop": "在 {at} 成环",
  "trace.stop.contested": "{at} 有多个接头占用同一端（{because}）",
  "trace.stop.broken": "{at} 缺少记录",
  "trace.ends": "{count} 条路径",
  "trace.total": "图上 {drawn} · 皮长 {sheath} · 纤长 {glass} · {loss}",
  "trace.diagramLabel": "光路直线图：{count} 跳",
  "trace.hop": "跳",
  "trace.where": "位置",
  "trace.own": "本段",
  "trace.budgetOf": "从 {port} 计算损耗预算",
  "trace.budget": "到 {port}（{optics}）的损耗预算：",
  "trace.within": "{nm} nm {db} dB，余 {left} dB",
  "trace.over": "{nm} nm {db} dB，超出 {by} dB",
  "trace.overload": "{nm} nm {db} dB，损耗不足 {by} dB，会过载",
};
