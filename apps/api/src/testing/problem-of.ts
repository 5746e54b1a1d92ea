import { type Problem, ProblemError } from "@cuntong/contract";

/** The problem that a call ends with; a call that succeeds fails the test. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    (answer) => new Error(`Expected a problem, got ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}
