import { listPlantObjects } from "@cuntong/contract";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { usePlant } from "../plant-context.ts";

/** The project's catalogue of a kind, by id; the one a new project starts with until it is known. */
export function useTypes<Type extends { readonly id: string }>(
  table: "cableTypes" | "closureTypes" | "splitterTypes",
  known: readonly Type[],
): readonly Type[] {
  const { project } = usePlant();
  const { answer } = useAnswer(`types ${project.id} ${table}`, 0, async (signal) => {
    const { records } = await client.call(listPlantObjects, {
      params: { projectId: project.id, table },
      query: {},
      signal,
    });
    return (records[table] ?? []) as unknown as readonly Type[];
  });
  return answer.value ?? known;
}
