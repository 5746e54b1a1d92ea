import { z } from "zod";
import { Counting } from "./plans.ts";
import { route } from "./route.ts";

/** What a plan is made with where its request says nothing, and what a form can start from. */
export const getPlanDefaults = route({
  id: "getPlanDefaults",
  method: "get",
  path: "/api/plan-defaults",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "What is counted where a request does not say, and what is counted item by item where it asks for that.",
  answer: z
    .object({
      counting: Counting.describe("for prices that hold everything in the metre"),
      itemised: Counting.describe("for prices of poles, cable and pieces on their own"),
    })
    .meta({ id: "PlanDefaults" }),
  problems: [],
});
