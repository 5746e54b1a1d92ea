/** Version of the planner, that of this package: raised whenever the same inputs may be planned otherwise than before. */
export const plannerVersion = "0.2.0";
