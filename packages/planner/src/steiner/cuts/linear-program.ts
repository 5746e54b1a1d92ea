import loadHighs, { type Model } from "highs";

// Loaded once, when the planner is (40 ms): a search that waits for nothing else can then be one plain call.
// Its types are written for CommonJS, where the loader would be the property `default`.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

/** Steps of one run of the simplex method, so that no run is endless. */
const mostSteps = 50_000;

const stepsBetweenQuestions = 64;

/** Rows of a linear program: sums of variables, each with its coefficient, that must be at least `least`. */
export interface ProgramRow {
  readonly variables: ArrayLike<number>;
  /** Coefficients; all 1 where absent. */
  readonly coefficients?: ArrayLike<number>;
  readonly least: number;
}

/**
 * A linear program `min cost x, x >= 0` that grows row by row and is solved again from where it stood (HiGHS, dual simplex). Its numbers are
 * rounded ones: whoever needs a proof makes it from the duals in whole numbers. Must be disposed of.
 */
export class LinearProgram {
  readonly #model: Model;
  readonly #variables: number;

  constructor(cost: Float64Array) {
    const count = cost.length;
    this.#variables = count;
    this.#model = highs.createModel({
      numCols: count,
      numRows: 0,
      colCost: cost,
      colLower: new Float64Array(count),
      colUpper: new Float64Array(count).fill(highs.infinity),
      rowLower: [],
      rowUpper: [],
      matrix: { format: "csr", numRows: 0, numCols: count, starts: [0], indices: [], values: [] },
    });
    this.#model.options.set({
      output_flag: false,
      presolve: "off",
      solver: "simplex",
      simplex_strategy: 1,
      simplex_iteration_limit: mostSteps,
    });
  }

  addRows(rows: readonly ProgramRow[]): void {
    const starts = new Int32Array(rows.length + 1);
    rows.forEach(({ variables }, i) => {
      starts[i + 1] = starts[i] + variables.length;
    });
    const indices = new Int32Array(starts[rows.length]);
    const values = new Float64Array(indices.length).fill(1);
    rows.forEach(({ variables, coefficients }, i) => {
      indices.set(variables, starts[i]);
      if (coefficients) values.set(coefficients, starts[i]);
    });
    this.#model.addRows({
      lower: Float64Array.from(rows, ({ least }) => least),
      upper: new Float64Array(rows.length).fill(highs.infinity),
      matrix: { format: "csr", numRows: rows.length, numCols: this.#variables, starts, indices, values },
    });
  }

  /**
   * Values of the variables and duals of the rows; undefined when the run was cut short, also because `goOn`, which is asked now and then,
   * said no.
   */
  solve(goOn: () => boolean): { readonly value: Float64Array; readonly dual: Float64Array } | undefined {
    let asked = 0;
    this.#model.run({
      [highs.constants.callbackType.simplexInterrupt](event) {
        if (++asked % stepsBetweenQuestions === 0 && !goOn()) event.interrupt();
      },
    });
    if (this.#model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined;
    const { colValue, rowDual } = this.#model.getSolution();
    return { value: colValue, dual: rowDual };
  }

  dispose(): void {
    this.#model.dispose();
  }
}
