/** Entry of a worker thread that holds one plan in hand: makes it again once, then answers questions about it. */
import { parentPort, workerData } from "node:worker_threads";
import type { PlanLocks, Proposal } from "@cuntong/network";
import {
  alternativeTo,
  compareProposals,
  explainVillage,
  PlanInHand,
  type PlannedAgain,
  planAgain,
  solvePlan,
  whatIf,
  whyNot,
} from "@cuntong/planner";
import { openInputFiles } from "../plans/input-files.ts";
import type { AskedQuestion, HandAnswer, HandMessage, HandTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const task = workerData as HandTask;
let held: Held | undefined;

interface Held {
  readonly again: PlannedAgain;
  readonly hand: PlanInHand;
}

port.on("message", async ({ id, question, cancel }: AskedQuestion) => {
  const flag = new Int32Array(cancel);
  const stop = {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
  };
  const tell = (fraction: number) => port.postMessage({ id, kind: "progress", fraction } satisfies HandMessage);
  const answer = stop.aborted ? cancelled : await answerTo(question, tell, stop);
  port.postMessage({ id, kind: "answer", answer } satisfies HandMessage);
});

const cancelled: HandAnswer = { ok: false, issues: [] };

async function answerTo(
  question: AskedQuestion["question"],
  tell: (fraction: number) => void,
  stop: { readonly aborted: boolean },
): Promise<HandAnswer> {
  const opened = held ?? (await open(tell, stop));
  if ("issues" in opened) return opened;
  held = opened;
  const { again, hand } = opened;
  switch (question.about) {
    case "village":
      return given(explainVillage(hand, question.code));
    case "span":
      return given(alternativeTo(hand, question.id));
    case "road":
      return given(whyNot(hand, question.corridor));
    case "locks":
      return given(nearLocks(again, question.locks, question.partial));
    case "prices":
      return given(whatIf(again.input, again.solved.proposal, question.question, tell, stop));
  }
}

/** Makes the plan again. Data that have changed since lead to another plan: then nothing can be said about the one that was asked about. */
async function open(
  tell: (fraction: number) => void,
  stop: { readonly aborted: boolean },
): Promise<Held | Extract<HandAnswer, { ok: false }>> {
  const { input, proposal } = task;
  const files = await openInputFiles(task);
  if ("issue" in files) return { ok: false, issues: [files.issue] };
  const given = { ...input, ...files, inputs: proposal.inputs };
  const again = planAgain(proposal, given, {}, ({ fraction }) => tell(fraction), stop);
  if (!again.ok) return { ok: false, issues: again.issues, stale: !stop.aborted };
  if (!isSame(proposal, again.solved.proposal)) return { ok: false, issues: [], stale: true };
  return { again, hand: new PlanInHand(again.prepared, again.solved) };
}

function isSame(made: Proposal, again: Proposal): boolean {
  const facts = ({ totals, spans }: Proposal) =>
    JSON.stringify([totals.costFen, spans.map(({ id, line }) => [id, line])]);
  return facts(made) === facts(again);
}

/** The plan near other locks than its own, held against it. */
function nearLocks({ prepared, solved }: PlannedAgain, locks: PlanLocks, partial: boolean) {
  const other = solvePlan(prepared, { from: solved.solution, locks, partial });
  if (!other.ok) return other;
  const compared = compareProposals(solved.proposal, other.proposal);
  if (!compared.ok) return compared;
  const { totals, villages } = other.proposal;
  const leftOut = villages.flatMap((village) => {
    return village.state === "left-out" ? [{ ...village, countyCode: village.countyCode ?? null }] : [];
  });
  return { ok: true as const, totals, leftOut, issues: other.issues, comparison: compared.comparison };
}

function given(answer: { readonly ok: true } | Extract<HandAnswer, { ok: false }>): HandAnswer {
  return answer.ok ? { ok: true, value: answer } : answer;
}
