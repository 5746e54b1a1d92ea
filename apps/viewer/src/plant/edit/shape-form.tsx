import { distanceM, lineLengthM, type Position } from "@cuntong/geo";
import type { NodeId, SpanId } from "@cuntong/network";
import { type FormEvent, useEffect, useRef } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { ledTo, type PenSubject } from "../../map/pen-subject.ts";
import { useWorkspace } from "../../state/context.ts";
import type { Sketch } from "../../state/workspace.ts";
import { FactList } from "../object/fact-list.tsx";
import { nameOf } from "../object/names.ts";
import { type Around, usePlant } from "../plant-context.ts";
import { subjectOf } from "./pen-subject-of.ts";
import { StoreActions } from "./store-actions.tsx";
import type { Edits } from "./use-edits.ts";

interface Props {
  readonly task: PenSubject["task"];
  readonly sketch: Sketch | null;
  readonly edits: Edits;
}

/** A span led anew, or a node moved, by dragging on the map: what that changes in metres, before it is stored. */
export function ShapeForm({ task, sketch, edits }: Props) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const subject = subjectOf(task, around.value);
  const dragged = sketch?.task === task ? sketch.line : null;
  if (!around.value || !subject) return null;
  const { object } = around.value;
  const store = () => {
    if (subject.task === "move") {
      const [to] = dragged ?? [];
      return to && edits.run("moveNode", { nodeId: object.id as NodeId, position: [...to] });
    }
    const line = dragged && keptEnds(subject.line, dragged).map(([lon, lat]): [number, number] => [lon, lat]);
    return line && edits.run("rerouteSpan", { spanId: object.id as SpanId, line });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await store()) dispatch({ type: "dropSketch" });
  };
  const title = t(task === "move" ? "edit.moveNode" : "edit.rerouteSpan");
  return (
    <form ref={form} className="edit-form sketch-form" aria-label={title} onSubmit={(event) => void submit(event)}>
      <h2>{title}</h2>
      <p className="hint">{t(task === "move" ? "edit.moveNodeText" : "edit.rerouteSpanText")}</p>
      {dragged && <ShapeFacts around={around.value} subject={subject} dragged={dragged} />}
      <StoreActions disabled={!dragged} />
    </form>
  );
}

/** The map rounds what is drawn on it; the ends of a line are its nodes' to the last digit. */
function keptEnds(line: readonly Position[], dragged: readonly Position[]): Position[] {
  const [first, last] = [line[0], line[line.length - 1]];
  return first && last ? [first, ...dragged.slice(1, -1), last] : [...dragged];
}

interface FactsProps {
  readonly around: Around;
  readonly subject: PenSubject;
  readonly dragged: readonly Position[];
}

/** Drawn lengths before and after. */
function ShapeFacts({ around: { network }, subject, dragged }: FactsProps) {
  const { t, length, signed } = useSpeaker();
  const change = (before: readonly Position[], after: readonly Position[]) => {
    const [was, is] = [lineLengthM(before), lineLengthM(after)];
    return t("edit.lengthNow", { length: length(is), difference: signed(is - was, length) });
  };
  if (subject.task === "reshape")
    return <FactList facts={[[t("fact.drawn"), change(subject.line, keptEnds(subject.line, dragged))]]} />;
  const [to] = dragged;
  if (!to) return null;
  return (
    <FactList
      facts={[
        [t("edit.movedBy"), length(distanceM(subject.at[0], subject.at[1], to[0], to[1]))],
        ...subject.spans.map((span): [string, string] => [
          nameOf(network, { table: "spans", id: span.id }, t),
          change(span.line, ledTo(span, to)),
        ]),
      ]}
    />
  );
}
