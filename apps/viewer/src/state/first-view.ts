import type { Plan, Project } from "@cuntong/contract";

/** The project to open where none is chosen: the demonstration first, else the newest. */
export function firstProject(projects: readonly Project[]): Project | undefined {
  const newestFirst = projects.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    newestFirst.find(({ demo }) => demo === "guangxi") ??
    newestFirst.find(({ demo }) => demo !== null) ??
    newestFirst[0]
  );
}

/** The newest plan of a project that has an answer. */
export function newestDone(plans: readonly Plan[], projectId: string | null): Plan | undefined {
  return plans
    .filter((plan) => plan.projectId === projectId && plan.state === "done")
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
}
