import type { Position } from "@cuntong/geo";
import { DisjointSets } from "@cuntong/graph";
import type { CorridorLock, Issue, LeftOutReason, PlanLocks } from "@cuntong/network";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { reachedFromRoot } from "./locked-graph.ts";
import { matchRoute, stretchesClosed } from "./match-line.ts";
import { noLocks, type ResolvedLocks } from "./resolved-locks.ts";

/**
 * Finds the stretches and villages that locks mean, and everything that keeps them from being kept together. Each lock that cannot be
 * kept is an issue of severity `error` and is left out of the answer, so that what remains can be planned when that is asked for.
 *
 * Codes: `LOCK_UNMATCHED`, `LOCK_ISLAND`, `LOCK_GAP`, `LOCK_SHORT` (a warning), `LOCK_CONTRADICTION`, `LOCK_NOT_BUILDABLE`, `LOCK_LOOP`,
 * `LOCK_APART`, `LOCK_CUTS_OFF`, `LOCK_VILLAGE_UNKNOWN`, `LOCK_VILLAGE_UNREACHABLE`.
 */
export function resolveLocks(prepared: PreparedPlan, locks: PlanLocks | undefined): ResolvedLocks {
  if (!locks) return noLocks;
  return new Resolution(prepared, locks).resolve();
}

class Resolution {
  readonly #prepared: PreparedPlan;
  readonly #locks: PlanLocks;
  readonly #issues: Issue[] = [];
  /** Lock that asked for each stretch. */
  readonly #use = new Map<number, CorridorLock>();
  readonly #avoid = new Map<number, CorridorLock>();
  readonly #leftOut = new Map<number, LeftOutReason>();
  readonly #must = new Set<number>();
  readonly #villageAt: ReadonlyMap<string, number>;

  constructor(prepared: PreparedPlan, locks: PlanLocks) {
    this.#prepared = prepared;
    this.#locks = locks;
    this.#villageAt = new Map(prepared.input.villages.map(({ code }, i) => [code, i]));
  }

  resolve(): ResolvedLocks {
    for (const lock of this.#locks.avoid) for (const i of this.#closedBy(lock)) this.#avoid.set(i, lock);
    for (const lock of this.#locks.use)
      for (const i of this.#meantBy(lock)) if (!this.#use.has(i)) this.#use.set(i, lock);
    this.#dropContradictions();
    this.#dropUnbuildable();
    this.#dropLoops();
    this.#takeVillages();
    const avoid = this.#avoid.size > 0 ? this.#flags() : undefined;
    if (avoid) this.#dropCutOff(avoid);
    return {
      use: [...this.#use.keys()].sort((a, b) => a - b),
      ...{ avoid, leftOut: this.#leftOut, must: this.#must, issues: this.#issues },
    };
  }

  #closedBy(lock: CorridorLock): number[] {
    const { stretches } = this.#prepared.network;
    const found =
      "line" in lock ? stretchesClosed(stretches, lock.line, this.#locks.toleranceM) : this.#ofSource(lock.source);
    if (found.length === 0) this.#unmatched(lock);
    return found;
  }

  #meantBy(lock: CorridorLock): readonly number[] {
    if ("source" in lock) {
      const found = this.#ofSource(lock.source);
      if (found.length === 0) this.#unmatched(lock);
      return found;
    }
    const { stretches, gaps, headM, tailM } = matchRoute(
      this.#prepared.network.stretches,
      lock.line,
      this.#locks.toleranceM,
    );
    if (stretches.length === 0) this.#unmatched(lock);
    for (const { fromM, toM, position } of gaps) this.#gap(lock, fromM, toM, position);
    const shortM = Math.round(Math.max(headM, tailM));
    if (stretches.length > 0 && shortM > 2 * this.#locks.toleranceM) this.#short(lock, shortM);
    return stretches;
  }

  /** Stretches along a line of the corridor source. */
  #ofSource(source: number): number[] {
    const { edge } = this.#prepared.network.stretches;
    const { edgeSource } = this.#prepared.input.corridors;
    const found: number[] = [];
    for (let i = 0; i < edge.length; i++) if (edge[i] >= 0 && edgeSource[edge[i]] === source) found.push(i);
    return found;
  }

  #dropContradictions(): void {
    const clashes = new Map<string, number>();
    for (const [stretch, lock] of this.#use) {
      const against = this.#avoid.get(stretch);
      if (!against) continue;
      this.#use.delete(stretch);
      const pair = JSON.stringify([lock.id, against.id]);
      if (!clashes.has(pair)) clashes.set(pair, stretch);
    }
    for (const [pair, stretch] of clashes) {
      const [use, avoid]: string[] = JSON.parse(pair);
      const message = `${use} must be built along and ${avoid} forbids it on the same corridor`;
      this.#error("LOCK_CONTRADICTION", message, {
        value: use,
        ...this.#on(stretch),
        params: { lock: use, against: avoid },
      });
    }
  }

  #dropUnbuildable(): void {
    const { counts } = this.#prepared;
    this.#dropWhere(
      "LOCK_NOT_BUILDABLE",
      (stretch) => counts.weight[stretch] === Infinity,
      (id) => {
        return `${id} leads along a corridor on which nothing may be built`;
      },
    );
  }

  /** In order of their number, so that of a loop always the same stretch is left out. */
  #dropLoops(): void {
    const { problem, edgeOf } = this.#prepared.problem;
    const sets = new DisjointSets(problem.vertexCount);
    const ordered = [...this.#use.keys()].sort((a, b) => a - b);
    const closing = new Set(
      ordered.filter((stretch) => {
        const e = edgeOf[stretch];
        return e < 0 || !sets.join(problem.from[e], problem.to[e]);
      }),
    );
    this.#dropWhere(
      "LOCK_LOOP",
      (stretch) => closing.has(stretch),
      (id) => {
        return `${id} closes a loop with the existing plant or with other mandatory routes; a plan is a tree`;
      },
    );
  }

  #dropWhere(code: string, bad: (stretch: number) => boolean, message: (id: string) => string): void {
    const told = new Set<CorridorLock>();
    for (const [stretch, lock] of this.#use) {
      if (!bad(stretch)) continue;
      this.#use.delete(stretch);
      if (told.has(lock)) continue;
      told.add(lock);
      this.#error(code, message(lock.id), { value: lock.id, ...this.#on(stretch), params: { lock: lock.id } });
    }
  }

  #takeVillages(): void {
    const must = new Set(this.#locks.must);
    for (const code of this.#locks.forbid) {
      const i = this.#villageAt.get(code);
      if (i === undefined) this.#villageUnknown(code);
      else if (must.has(code)) this.#villageError("LOCK_CONTRADICTION", i, "must be connected and is forbidden");
      else if (this.#prepared.network.villageVertex[i] >= 0) this.#leftOut.set(i, "forbidden");
    }
    const forbidden = new Set(this.#locks.forbid);
    for (const code of must) {
      const i = this.#villageAt.get(code);
      if (i === undefined) this.#villageUnknown(code);
      else if (this.#prepared.network.villageVertex[i] < 0)
        this.#villageError("LOCK_VILLAGE_UNREACHABLE", i, "must be connected and cannot be reached");
      else if (!forbidden.has(code)) this.#must.add(i);
    }
  }

  /** Villages and mandatory routes that what is avoided cuts off from the existing plant. */
  #dropCutOff(avoid: Uint8Array): void {
    const { problem } = this.#prepared;
    const reached = reachedFromRoot(problem, avoid);
    problem.villageVertex.forEach((vertex, i) => {
      if (vertex < 0 || this.#leftOut.has(i) || reached[vertex]) return;
      this.#leftOut.set(i, "cut-off");
      this.#must.delete(i);
      this.#villageError("LOCK_CUTS_OFF", i, "is cut off from the existing plant by what is avoided");
    });
    const { from } = problem.problem;
    this.#dropWhere(
      "LOCK_APART",
      (stretch) => !reached[from[problem.edgeOf[stretch]]],
      (id) => {
        return `${id} is cut off from the existing plant by what is avoided`;
      },
    );
  }

  #flags(): Uint8Array {
    const flags = new Uint8Array(this.#prepared.counts.weight.length);
    for (const stretch of this.#avoid.keys()) flags[stretch] = 1;
    return flags;
  }

  #unmatched(lock: CorridorLock): void {
    const isIsland = "line" in lock ? this.#hasUsableNear(lock.line[0]) : this.#hasUsableOf(lock.source);
    const place = "line" in lock ? placeOf(lock.line[0]) : {};
    const params = { lock: lock.id, toleranceM: this.#locks.toleranceM };
    if (isIsland)
      this.#error("LOCK_ISLAND", `the corridor of ${lock.id} does not reach the existing plant`, {
        value: lock.id,
        place,
        params,
      });
    else
      this.#error("LOCK_UNMATCHED", `no corridor matches ${lock.id} within ${params.toleranceM} m`, {
        value: lock.id,
        place,
        params,
      });
  }

  #hasUsableNear([lon, lat]: Position): boolean {
    return this.#prepared.snapping.index.nearest({ lon, lat, limitM: this.#locks.toleranceM }) !== undefined;
  }

  #hasUsableOf(source: number): boolean {
    const { usable } = this.#prepared.snapping;
    return this.#prepared.input.corridors.edgeSource.some((value, e) => value === source && usable[e] === 1);
  }

  #gap({ id }: CorridorLock, fromM: number, toM: number, position: Position): void {
    const message = `no corridor follows ${id} from metre ${Math.round(fromM)} to ${Math.round(toM)}`;
    const params = { lock: id, fromM: Math.round(fromM), toM: Math.round(toM) };
    this.#error("LOCK_GAP", message, { value: id, place: placeOf(position), params });
  }

  #short({ id }: CorridorLock, shortM: number): void {
    const message = `${id} ends ${shortM} m beyond the last junction; the route is locked up to that junction`;
    this.#issues.push({
      severity: "warning",
      code: "LOCK_SHORT",
      place: {},
      value: id,
      message,
      params: { lock: id, shortM },
    });
  }

  #villageUnknown(code: string): void {
    const message = `there is no village ${code} to connect`;
    this.#error("LOCK_VILLAGE_UNKNOWN", message, { value: code, params: { village: code } });
  }

  #villageError(code: string, village: number, message: string): void {
    const { name, code: villageCode, position } = this.#prepared.input.villages[village];
    this.#error(code, `${name} (${villageCode}) ${message}`, {
      ...{ value: villageCode, place: placeOf(position), params: { village: villageCode, lock: villageCode } },
    });
  }

  #on(stretch: number): Pick<Issue, "place"> {
    const { start, lon, lat } = this.#prepared.network.stretches.lines;
    const middle = (start[stretch] + start[stretch + 1]) >> 1;
    return { place: placeOf([lon[middle], lat[middle]]) };
  }

  #error(code: string, message: string, more: Partial<Issue>): void {
    this.#issues.push({ severity: "error", code, place: {}, message, ...more });
  }
}

function placeOf([lon, lat]: Position): Issue["place"] {
  return { lon, lat };
}
