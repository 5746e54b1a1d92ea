const keyOf = (projectId: string) => `cuntong.plant.own.${projectId}`;

/** Revisions that this browser made, kept over a reload: what they changed is the store's to know. */
export function ownRevisions(projectId: string): ReadonlySet<number> {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(keyOf(projectId)) ?? "[]");
    return new Set(Array.isArray(held) ? held.filter((one) => Number.isInteger(one)) : []);
  } catch {
    return new Set(); // A browser may forbid storage: then a reload forgets what was made here.
  }
}

/** Notes a revision as made here. */
export function noteOwnRevision(projectId: string, revision: number): void {
  try {
    localStorage.setItem(keyOf(projectId), JSON.stringify([...ownRevisions(projectId), revision]));
  } catch {
    // See above.
  }
}
