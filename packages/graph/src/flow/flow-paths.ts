/** One way that a flow takes, and how much of it. */
export interface FlowPath {
  readonly vertices: readonly number[];
  readonly edges: readonly number[];
  readonly amount: number;
}

/** An edge that carries `amount` from one vertex to the other. */
export interface Carried {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
  amount: number;
}

/** Takes a flow apart into paths from source to sink; circles in it, which carry nothing anywhere, are dropped. */
export function flowPaths(carried: readonly Carried[], source: number, sink: number): FlowPath[] {
  const out = new Map<number, Carried[]>();
  for (const one of carried) {
    const list = out.get(one.from);
    if (list) list.push(one);
    else out.set(one.from, [one]);
  }
  const paths: FlowPath[] = [];
  for (let path = nextPath(out, source, sink); path; path = nextPath(out, source, sink)) {
    const amount = Math.min(...path.map((one) => one.amount));
    for (const one of path) one.amount -= amount;
    paths.push({ vertices: [source, ...path.map(({ to }) => to)], edges: path.map(({ edge }) => edge), amount });
  }
  return paths;
}

function nextPath(out: Map<number, Carried[]>, source: number, sink: number): Carried[] | undefined {
  const path: Carried[] = [];
  const placeOf = new Map([[source, 0]]);
  for (let v = source; v !== sink; ) {
    const step = firstLeft(out.get(v));
    if (!step) return undefined;
    path.push(step);
    v = step.to;
    const place = placeOf.get(v);
    if (place === undefined) {
      placeOf.set(v, path.length);
      continue;
    }
    const circle = path.splice(place);
    const amount = Math.min(...circle.map((one) => one.amount));
    for (const one of circle) {
      one.amount -= amount;
      if (one.to !== v) placeOf.delete(one.to);
    }
  }
  return path;
}

/** The first edge that still carries something; used up ones are let go. */
function firstLeft(list: Carried[] | undefined): Carried | undefined {
  while (list && list.length > 0 && !(list[0]!.amount > 0)) list.shift();
  return list?.[0];
}
