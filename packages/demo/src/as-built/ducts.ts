import { type Cable, type ChangeBuilder, type Duct, type DuctId, defaultCableTypes, type Span } from "@cuntong/network";
import { cablesBySpan } from "./glass-book.ts";

const main = { innerMm: 100, outerMm: 110 };
const inner = { innerMm: 33, outerMm: 40 };
/** Inner ducts in a main one, and the part of an inner one that may be filled (the plant's settings say 60 %). */
const innerInMain = 3;
const fill = 0.6;

/** Digs ducts under the spans of duct that cables lie on: mains of 110 mm, each with three of 40 mm, filled in order. Answers the cables with their ducts. */
export function digDucts(records: ChangeBuilder, spans: readonly Span[], cables: readonly Cable[]): Cable[] {
  const places = new Map<string, { spanId: Span["id"]; ductId: DuctId }[]>();
  const bySpan = cablesBySpan(cables);
  const typeOf = new Map(cables.map(({ id, typeId }) => [id as string, typeId]));
  for (const { id: spanId, support } of spans) {
    if (support !== "duct") continue;
    let [ducts, leftMm2] = [0, 0];
    for (const cableId of bySpan.get(spanId) ?? []) {
      const areaMm2 = discMm2(defaultCableTypes.find(({ id }) => id === typeOf.get(cableId))!.outerMm);
      if (areaMm2 > leftMm2) {
        if (ducts % innerInMain === 0) putDuct(records, { id: mainId(spanId, ducts), spanId, ...main });
        putDuct(records, { id: innerId(spanId, ducts), spanId, insideId: mainId(spanId, ducts), ...inner });
        ducts++;
        leftMm2 = fill * discMm2(inner.innerMm);
      }
      leftMm2 -= areaMm2;
      const place = { spanId, ductId: innerId(spanId, ducts - 1) };
      places.set(cableId, [...(places.get(cableId) ?? []), place]);
    }
  }
  return cables.map((cable) => {
    const ducts = places.get(cable.id);
    return ducts ? { ...cable, ducts } : cable;
  });
}

function putDuct(records: ChangeBuilder, duct: Omit<Duct, "status">): void {
  records.put("ducts", { ...duct, status: "operational" });
}

function mainId(spanId: string, ducts: number): DuctId {
  return `${spanId}/${String.fromCharCode(65 + Math.floor(ducts / innerInMain))}` as DuctId;
}

function innerId(spanId: string, ducts: number): DuctId {
  return `${mainId(spanId, ducts)}${(ducts % innerInMain) + 1}` as DuctId;
}

function discMm2(diameterMm: number): number {
  return (Math.PI * diameterMm ** 2) / 4;
}
