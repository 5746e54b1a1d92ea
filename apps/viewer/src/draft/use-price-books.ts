import { listPriceBooks, type PriceBook } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { type Answer, useAnswer } from "../api/use-answer.ts";
import { useWorkspace } from "../state/context.ts";

/** The price books of a project, the default first. */
export function usePriceBooks(projectId: string): {
  readonly answer: Answer<readonly PriceBook[]>;
  readonly reload: () => void;
} {
  const { workspace } = useWorkspace();
  return useAnswer(`prices ${projectId}`, workspace.edition, async (signal) => {
    return (await client.call(listPriceBooks, { params: { projectId }, signal })).priceBooks;
  });
}
