import { createContext, type Dispatch, use } from "react";
import type { Workspace, WorkspaceAction } from "./workspace.ts";

/** The chosen things, and how to choose others. */
export interface WorkspaceHandle {
  readonly workspace: Workspace;
  readonly dispatch: Dispatch<WorkspaceAction>;
}

export const WorkspaceContext = createContext<WorkspaceHandle | null>(null);

export function useWorkspace(): WorkspaceHandle {
  const handle = use(WorkspaceContext);
  if (!handle) throw new Error("No workspace around this component.");
  return handle;
}
