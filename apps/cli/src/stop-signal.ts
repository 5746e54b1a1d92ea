/** What tells a program to end: the process, or something like it in tests. */
interface SignalSource {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/** Milliseconds within which several signals are one Ctrl-C: the terminal sends it to every process, and npm and our starter pass it on. */
const sameMomentMs = 1_000;

/** Resolves at the first Ctrl-C or SIGTERM; one that comes a second later or more calls `insist`, as the user does. */
export function stopSignal(
  source: SignalSource = process,
  insist: () => void = () => process.exit(130),
  nowMs: () => number = () => performance.now(),
): Promise<void> {
  return new Promise((done) => {
    let firstMs: number | undefined;
    const stop = () => {
      if (firstMs !== undefined && nowMs() - firstMs >= sameMomentMs) insist();
      firstMs ??= nowMs();
      done();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) source.on(signal, stop);
  });
}
