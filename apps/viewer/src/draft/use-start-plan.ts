import { createPlan, type PlanRequest, type Problem } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { useWorkspace } from "../state/context.ts";

/** Starts a plan and shows it; what kept it from starting is kept. */
export function useStartPlan(onStarted: () => void): {
  readonly start: (request: PlanRequest, beforeId?: string) => Promise<void>;
  readonly sending: boolean;
  readonly problem: Problem | null;
} {
  const { dispatch } = useWorkspace();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const start = async (request: PlanRequest, beforeId?: string) => {
    setSending(true);
    try {
      const { plan } = await client.call(createPlan, { body: request });
      dispatch({ type: "started", planId: plan.id, ...(beforeId ? { beforeId } : {}) });
      onStarted();
    } catch (error) {
      setProblem(problemOf(error));
      setSending(false);
    }
  };
  return { start, sending, problem };
}
