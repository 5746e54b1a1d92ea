/** A field that two versions of an object do not have alike. */
export interface FieldDifference {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What changed between two versions of a record, field by field in the order they are written; a version that is absent has no fields. */
export function fieldDifferences(before: object | undefined, after: object | undefined): FieldDifference[] {
  const [old, now]: Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  const fields = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].filter((field) => field !== "id");
  return fields
    .filter((field) => JSON.stringify(old?.[field]) !== JSON.stringify(now?.[field]))
    .map((field) => ({ field, before: old?.[field], after: now?.[field] }));
}
