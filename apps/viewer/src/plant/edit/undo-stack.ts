import type { PlantChangeEntry } from "@cuntong/contract";

/** What can be taken back, and what can be done again; absent where there is nothing. */
export interface UndoStack {
  readonly undo: PlantChangeEntry | undefined;
  /** The undoing that is to be undone, and the change that it took back. */
  readonly redo: { readonly undoing: PlantChangeEntry; readonly of: PlantChangeEntry } | undefined;
}

/**
 * What the person at this page can undo and redo, from the changes that the store keeps: those of `own` revisions only, the latest first.
 * Undoing an undo is a redo; a new change ends what could be redone.
 */
export function undoStack(changes: readonly PlantChangeEntry[], own: ReadonlySet<number>): UndoStack {
  const done: PlantChangeEntry[] = [];
  let undone: { undoing: PlantChangeEntry; of: PlantChangeEntry }[] = [];
  for (const entry of changes.filter(({ revision }) => own.has(revision)).toSorted((a, b) => a.revision - b.revision)) {
    const last = done[done.length - 1];
    const lastUndone = undone[undone.length - 1];
    if (entry.undoes === undefined) {
      done.push(entry);
      undone = [];
    } else if (last?.revision === entry.undoes) {
      done.pop();
      undone.push({ undoing: entry, of: last });
    } else if (lastUndone?.undoing.revision === entry.undoes) {
      undone.pop();
      // What was done again is undone by its new revision, and called what it was.
      done.push({ ...entry, ...(lastUndone.of.note !== undefined && { note: lastUndone.of.note }) });
    }
  }
  return { undo: done[done.length - 1], redo: undone[undone.length - 1] };
}
