import {
  type AppliedAnswer,
  designOperationRoutes,
  listPlantChanges,
  type OperationArgs,
  type OperationName,
  operationRoutes,
  type PlantChangeEntry,
  type Problem,
  undoPlantChange,
} from "@cuntong/contract";
import { useCallback, useMemo, useState } from "react";
import { client } from "../../api/client.ts";
import { problemOf, useAnswer } from "../../api/use-answer.ts";
import { type DesignHandle, useOpenDesign } from "../../designs/design-context.ts";
import { useWorkspace } from "../../state/context.ts";
import { usePlant } from "../plant-context.ts";
import { noteOwnRevision, ownRevisions } from "./own-revisions.ts";
import { type UndoStack, undoStack } from "./undo-stack.ts";

/** How the last edit went. */
export type EditState =
  | { readonly state: "idle" }
  | { readonly state: "storing" }
  | { readonly state: "done"; readonly revision: number; readonly note: string; readonly did: "edit" | "undo" | "redo" }
  /** Written into the open design, apart from the plant. */
  | { readonly state: "designed"; readonly name: string }
  | { readonly state: "refused"; readonly problem: Problem; readonly again: () => void };

/** The ways to edit the plant, and how the last one went. */
export interface Edits extends UndoStack {
  readonly now: EditState;
  /** Does an operation on the plant as it is shown; answers what was stored, or nothing where it was refused. */
  run<Name extends OperationName>(name: Name, args: OperationArgs<Name>): Promise<AppliedAnswer | undefined>;
  /** Takes the last own change back, or does the last one undone again. */
  back(): void;
  forth(): void;
  /** Forgets a refusal. */
  dismiss(): void;
}

/** Edits of the open project's plant. A refused edit can be said again on top of what is there now. */
export function useEdits(): Edits {
  const { project, tick, reload, around } = usePlant();
  const { dispatch } = useWorkspace();
  const open = useOpenDesign();
  // A design that is merged or given up takes nothing more: it is only shown.
  const isClosed = open?.answer.value !== undefined && open.answer.value.design.state !== "open";
  const handle = isClosed ? null : open;
  const [now, setNow] = useState<EditState>({ state: "idle" });
  const [made, setMade] = useState(0);
  const changes = useChanges(project.id, tick + made);
  const stack = useMemo(() => undoStack(changes.entries, ownRevisions(project.id)), [changes.entries, project.id]);
  const seen = around.value?.plantRevision ?? changes.revision;
  const store = useCallback(
    async (
      did: "edit" | "undo" | "redo",
      note: string,
      send: (revision: number) => Promise<AppliedAnswer>,
      revision: number,
    ): Promise<AppliedAnswer | undefined> => {
      setNow({ state: "storing" });
      try {
        const applied = await send(revision);
        noteOwnRevision(project.id, applied.revision);
        setMade((count) => count + 1);
        setNow({ state: "done", revision: applied.revision, note: note || applied.change.note, did });
        reload();
        return applied;
      } catch (error) {
        const again = async () => {
          const { revision: latest } = await client.call(listPlantChanges, {
            ...{ params: { projectId: project.id }, query: { limit: 1 } },
          });
          await store(did, note, send, latest);
        };
        setNow({ state: "refused", problem: problemOf(error), again: () => void again() });
        return undefined;
      }
    },
    [project.id, reload],
  );
  // What is undone is the plant's own: not while edits go into a design.
  const { undo, redo } = handle ? nothingDone : stack;
  const writeInto = async <Name extends OperationName>(
    { answer, reload: again }: DesignHandle,
    name: Name,
    body: OperationArgs<Name>,
  ): Promise<undefined> => {
    // A design that is not known yet takes nothing, and the plant does not take it in its place.
    const open = answer.value;
    if (!open) return;
    setNow({ state: "storing" });
    try {
      const params = { projectId: project.id, designId: open.design.id };
      await client.call(designOperationRoutes[name], { params, body, ifMatch: open.etag } as never);
      setNow({ state: "designed", name: open.design.name });
      dispatch({ type: "dropSketch" });
    } catch (error) {
      setNow({ state: "refused", problem: problemOf(error), again });
    }
    again();
  };
  return {
    ...{ now, undo, redo },
    run: (name, args) =>
      handle
        ? writeInto(handle, name, args)
        : store("edit", "", (revision) => callOperation(project.id, name, args, revision), seen),
    back: () =>
      undo &&
      void store(
        "undo",
        undo.note ?? "",
        (revision) => takeBack(project.id, undo.revision, revision),
        changes.revision,
      ),
    forth: () =>
      redo &&
      void store(
        "redo",
        redo.of.note ?? "",
        (revision) => takeBack(project.id, redo.undoing.revision, revision),
        changes.revision,
      ),
    dismiss: () => setNow({ state: "idle" }),
  };
}

const nothingDone: UndoStack = { undo: undefined, redo: undefined };

function callOperation<Name extends OperationName>(
  projectId: string,
  name: Name,
  body: OperationArgs<Name>,
  ifMatch: number,
): Promise<AppliedAnswer> {
  const asked = { params: { projectId }, body, ifMatch, idempotencyKey: crypto.randomUUID() };
  return client.call(operationRoutes[name], asked as never) as Promise<AppliedAnswer>;
}

function takeBack(projectId: string, changeRevision: number, ifMatch: number): Promise<AppliedAnswer> {
  const params = { projectId, changeRevision };
  return client.call(undoPlantChange, { params, ifMatch, idempotencyKey: crypto.randomUUID() });
}

/** The changes of the plant, back to the first that was made here: so far undoing may go. */
function useChanges(projectId: string, edition: number) {
  const { answer } = useAnswer(`changes ${projectId}`, edition, async (signal) => {
    const first = Math.min(Infinity, ...ownRevisions(projectId));
    const entries: PlantChangeEntry[] = [];
    for (let before: number | undefined; ; ) {
      const query = { limit: first === Infinity ? 1 : 100, ...(before !== undefined && { before }) };
      const { revision, changes, next } = await client.call(listPlantChanges, { params: { projectId }, query, signal });
      entries.push(...changes);
      if (next === undefined || next <= first) return { revision, entries };
      before = next;
    }
  });
  return answer.value ?? { revision: 0, entries: noEntries };
}

const noEntries: readonly PlantChangeEntry[] = [];
