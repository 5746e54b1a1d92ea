import {
  type AppliedAnswer,
  designOperationRoutes,
  listDesignSteps,
  listPlantChanges,
  type OperationArgs,
  type OperationName,
  operationRoutes,
  type PlantChangeEntry,
  type Problem,
  undoDesignStep,
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
  | { readonly state: "designed"; readonly name: string; readonly note: string; readonly did: "edit" | "undo" | "redo" }
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
  // A design that is not known yet is not the plant: nothing can be taken back until it is.
  const changes = useChanges(project.id, handle && (handle.answer.value?.design.id ?? ""), tick + made);
  const stack = useMemo(() => undoStack(changes.entries, ownRevisions(project.id)), [changes.entries, project.id]);
  const seen = around.value?.isLive ? around.value.plantRevision : changes.revision;
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
  const { undo, redo } = stack;
  const writeInto = async (
    { answer, reload: reloadDesign }: DesignHandle,
    did: "edit" | "undo" | "redo",
    note: string,
    send: (params: { projectId: string; designId: string }, etag: number) => Promise<{ readonly etag: number }>,
  ): Promise<undefined> => {
    // A design that is not known yet takes nothing, and the plant does not take it in its place.
    const open = answer.value;
    if (!open) return;
    setNow({ state: "storing" });
    try {
      const { etag } = await send({ projectId: project.id, designId: open.design.id }, open.etag);
      noteOwnRevision(project.id, etag);
      setMade((count) => count + 1);
      setNow({ state: "designed", name: open.design.name, note, did });
      dispatch({ type: "dropSketch" });
      reload();
    } catch (error) {
      setNow({ state: "refused", problem: problemOf(error), again: reloadDesign });
    }
    reloadDesign();
  };
  const stepBack = (did: "undo" | "redo", note = "", revision: number) =>
    handle
      ? writeInto(handle, did, note, (params, ifMatch) =>
          client.call(undoDesignStep, { params: { ...params, changeRevision: revision }, ifMatch }),
        )
      : store(did, note, (seenNow) => takeBack(project.id, revision, seenNow), changes.revision);
  return {
    ...{ now, undo, redo },
    run: (name, args) =>
      handle
        ? writeInto(handle, "edit", "", (params, ifMatch) =>
            client.call(designOperationRoutes[name], { params, body: args, ifMatch } as never),
          )
        : store("edit", "", (revision) => callOperation(project.id, name, args, revision), seen),
    back: () => undo && void stepBack("undo", undo.note, undo.revision),
    forth: () => redo && void stepBack("redo", redo.of.note, redo.undoing.revision),
    dismiss: () => setNow({ state: "idle" }),
  };
}

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

/** The changes of the plant, or the steps of a design, back to the first that was made here: so far undoing may go. */
function useChanges(projectId: string, designId: string | null, edition: number) {
  const key = designId === "" ? null : `changes ${projectId} ${designId ?? ""}`;
  const { answer } = useAnswer(key, edition, async (signal) => {
    const first = Math.min(Infinity, ...ownRevisions(projectId));
    const entries: PlantChangeEntry[] = [];
    for (let before: number | undefined; ; ) {
      const query = { limit: first === Infinity ? 1 : 100, ...(before !== undefined && { before }) };
      const { revision, changes, next } = await (designId === null
        ? client.call(listPlantChanges, { params: { projectId }, query, signal })
        : client.call(listDesignSteps, { params: { projectId, designId }, query, signal }));
      entries.push(...changes);
      if (next === undefined || next <= first) return { revision, entries };
      before = next;
    }
  });
  return answer.value ?? { revision: 0, entries: noEntries };
}

const noEntries: readonly PlantChangeEntry[] = [];
