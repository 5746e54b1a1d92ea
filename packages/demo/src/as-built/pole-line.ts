import { lineLengthM, type Position } from "@cuntong/geo";
import type { NodeId, NodeKind, PlantNode, Span, SpanId, Support } from "@cuntong/network";
import type { Coarse } from "./coarse.ts";

/** Metres from pole to pole, and from handhole to handhole. */
const spacingM: Partial<Record<Support, number>> = { aerial: 50, duct: 90 };
const standKind: Partial<Record<Support, NodeKind>> = { aerial: "pole", duct: "handhole" };

/** A coarse span as it stands: its small spans and the nodes between them, in its own direction. */
export interface PoleLine {
  readonly spans: readonly Span[];
  readonly stands: readonly PlantNode[];
}

/**
 * Sets up poles every 50 m, handholes every 90 m. They are numbered outwards from the first node, along each line that `lineNameOf`
 * names: `东兰线 037号杆`.
 */
export function setUpPoles(coarse: Coarse, lineNameOf: (node: number) => string): PoleLine[] {
  const lines: PoleLine[] = [];
  const counts = new Map<string, number>();
  const standsFrom = (span: number, from: number) => {
    const { id, from: start, support, line } = coarse.spans[span];
    const name = lineNameOf(coarse.nodes[from].id === start ? farEnd(coarse, span, from) : from);
    const parts = cutLine(line, spacingM[support]);
    const first = (counts.get(`${name} ${support}`) ?? 0) + 1;
    counts.set(`${name} ${support}`, first + parts.length - 2);
    const outwards = coarse.nodes[from].id === start;
    const stands = parts.slice(0, -1).map((part, i): PlantNode => {
      const number = outwards ? first + i : first + parts.length - 2 - i;
      return {
        id: `${id}-${i + 1}` as NodeId,
        kind: standKind[support] ?? "marker",
        name: standName(name, support, number),
        position: part.at(-1)!,
        status: "operational",
        confidence: "surveyed",
      };
    });
    lines[span] = { stands, spans: smallSpans(coarse.spans[span], parts, stands) };
  };
  for (const [span, from] of outwardSpans(coarse)) standsFrom(span, from);
  return lines;
}

function standName(line: string, support: Support, number: number): string {
  const digits = String(number).padStart(3, "0");
  if (support === "aerial") return `${line} ${digits}号杆`;
  return support === "duct" ? `${line} ${digits}号手孔` : `${line} ${digits}号标石`;
}

function smallSpans(span: Span, parts: readonly Position[][], stands: readonly PlantNode[]): Span[] {
  return parts.map((line, i) => ({
    ...span,
    id: (parts.length === 1 ? span.id : `${span.id}.${i + 1}`) as SpanId,
    from: i === 0 ? span.from : stands[i - 1].id,
    to: i === parts.length - 1 ? span.to : stands[i].id,
    line,
    lengthM: lineLengthM(line),
    confidence: "surveyed",
  }));
}

/** Every span with the end that is nearer to the first node, branch after branch, so that numbers run on along a line; rings come last. */
function* outwardSpans(coarse: Coarse): Generator<[span: number, from: number]> {
  const seen = new Set<number>();
  const stack = [0];
  while (stack.length > 0) {
    const at = stack.pop()!;
    for (const { to, span } of coarse.steps[at]) {
      if (coarse.up[to]?.span !== span || seen.has(span)) continue;
      seen.add(span);
      yield [span, at];
      stack.push(to);
    }
  }
  for (const [at, steps] of coarse.steps.entries()) {
    for (const { span } of steps) {
      if (seen.has(span)) continue;
      seen.add(span);
      yield [span, at];
    }
  }
}

function farEnd(coarse: Coarse, span: number, from: number): number {
  return coarse.steps[from].find((step) => step.span === span)!.to;
}

/** The line in equal parts of about `partM`; whole where it is shorter than that, or no spacing is asked for. */
function cutLine(line: readonly Position[], partM: number | undefined): Position[][] {
  const totalM = lineLengthM(line);
  const count = partM === undefined ? 1 : Math.max(1, Math.round(totalM / partM));
  const parts: Position[][] = [];
  let part: Position[] = [line[0]];
  let walkedM = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const lengthM = lineLengthM([a, b]);
    while (parts.length < count - 1 && walkedM + lengthM >= ((parts.length + 1) * totalM) / count) {
      const share = (((parts.length + 1) * totalM) / count - walkedM) / lengthM;
      const cut: Position = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      parts.push([...part, cut]);
      part = [cut];
    }
    walkedM += lengthM;
    part.push(b);
  }
  return [...parts, part];
}
