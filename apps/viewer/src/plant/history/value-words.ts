import { endText, type JointEnd, plantStatuses } from "@cuntong/network";
import type { Speaker } from "../../language/speaker.ts";
import { positionWords } from "../object/position-words.ts";

/** Fields of records in words; another one is shown by its own name. */
const fieldWords = {
  name: "edit.name",
  status: "edit.as",
  kind: "edit.kind",
  support: "fact.support",
  position: "fact.position",
  confidence: "fact.confidence",
  lengthM: "fact.drawn",
  measuredM: "fact.measured",
  line: "history.line",
  typeId: "fact.type",
  from: "fact.a",
  to: "fact.z",
  a: "fact.a",
  b: "fact.z",
  z: "fact.z",
  nodeId: "fact.at",
  startNodeId: "fact.a",
  spanId: "fact.onSpan",
  spanIds: "fact.route",
  riskGroups: "fact.riskGroups",
  slack: "fact.slack",
  marks: "fact.marks",
  drum: "fact.drum",
  tray: "fact.tray",
  method: "fact.method",
  closureId: "fact.in",
  ports: "fact.ports",
  villageCode: "fact.village",
  cableId: "fact.cable",
  equipmentId: "fact.equipment",
  lossDb: "fact.loss",
} as const;

/** A field of a record in words. */
export function fieldName(field: string, { t }: Speaker): string {
  const key = (fieldWords as Readonly<Record<string, (typeof fieldWords)[keyof typeof fieldWords]>>)[field];
  return key ? t(key) : field;
}

/** The value of a field in few words. */
export function valueWords(field: string, value: unknown, speaker: Speaker): string {
  const { t, length, count } = speaker;
  if (value === undefined || value === null) return "–";
  const status = plantStatuses.find((one) => one === value);
  if (field === "status" && status) return t(`life.${status}`);
  if (field.endsWith("M") && typeof value === "number") return length(value);
  if (field === "position" && isPair(value)) return positionWords(value);
  if (field === "line" && Array.isArray(value)) return t("history.points", { count: count(value.length) });
  if (isEnd(value)) return endText(value);
  if (typeof value === "object")
    return JSON.stringify(value).replace(/["{}]/g, "").replace(/[,:]/g, "$& ").slice(0, 200);
  return String(value);
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "number");
}

function isEnd(value: unknown): value is JointEnd {
  if (typeof value !== "object" || value === null) return false;
  return (
    ("cableId" in value && "strand" in value) ||
    ("splitterId" in value && "leg" in value) ||
    ("equipmentId" in value && "port" in value)
  );
}
