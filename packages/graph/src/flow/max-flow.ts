import { type Cancel, checkCancel } from "../watch.ts";
import type { FlowNetwork } from "./flow-network.ts";

/** A maximum flow: its value, and the nodes that could still be reached from the source; the arcs that leave them are a minimum cut. */
export interface MaxFlow {
  readonly value: number;
  /** 1 = on the source's side of the cut. */
  readonly sourceSide: Uint8Array;
}

/** The most that flows from source to sink (Dinic 1970); what is left of the network's capacities is changed accordingly. */
export function maxFlow(network: FlowNetwork, source: number, sink: number, cancel?: Cancel): MaxFlow {
  const level = new Int32Array(network.nodeCount);
  const next = new Uint32Array(network.nodeCount);
  const stack = new Uint32Array(network.nodeCount);
  let value = 0;
  while (setLevels(network, source, sink, level, stack)) {
    checkCancel(cancel);
    next.set(network.start.subarray(0, network.nodeCount));
    value += blockFlow(network, source, sink, { level, next, stack });
  }
  const sourceSide = new Uint8Array(network.nodeCount);
  for (let n = 0; n < sourceSide.length; n++) if (level[n] >= 0) sourceSide[n] = 1;
  return { value, sourceSide };
}

/** Fewest arcs from the source to every node, -1 where nothing flows on; false when the sink is not reached. */
function setLevels(
  { start, arc, head, left }: FlowNetwork,
  source: number,
  sink: number,
  level: Int32Array,
  queue: Uint32Array,
): boolean {
  level.fill(-1);
  level[source] = 0;
  queue[0] = source;
  let tail = 1;
  for (let i = 0; i < tail && level[sink] < 0; i++) {
    const n = queue[i];
    for (let k = start[n]; k < start[n + 1]; k++) {
      const to = head[arc[k]];
      if (level[to] >= 0 || !(left[arc[k]] > 0)) continue;
      level[to] = level[n] + 1;
      queue[tail++] = to;
    }
  }
  return level[sink] >= 0;
}

interface Blocking {
  readonly level: Int32Array;
  /** The next arc to try, by node. */
  readonly next: Uint32Array;
  readonly stack: Uint32Array;
}

/** Sends flow down the levels until every way is blocked; the stack holds the arcs of the way at hand. */
function blockFlow(
  { start, arc, head, left }: FlowNetwork,
  source: number,
  sink: number,
  { level, next, stack }: Blocking,
): number {
  let sent = 0;
  let depth = 0;
  let n = source;
  for (;;) {
    if (n === sink) {
      let most = Infinity;
      for (let i = 0; i < depth; i++) most = Math.min(most, left[stack[i]]);
      sent += most;
      let full = depth;
      for (let i = depth - 1; i >= 0; i--) {
        left[stack[i]] -= most;
        left[stack[i] ^ 1] += most;
        if (left[stack[i]] === 0) full = i;
      }
      depth = full;
      n = head[stack[full] ^ 1];
      continue;
    }
    let step = -1;
    for (; next[n] < start[n + 1]; next[n]++) {
      const a = arc[next[n]];
      if (left[a] > 0 && level[head[a]] === level[n] + 1) {
        step = a;
        break;
      }
    }
    if (step >= 0) {
      stack[depth++] = step;
      n = head[step];
    } else if (depth === 0) return sent;
    else {
      level[n] = -1;
      n = head[stack[--depth] ^ 1];
      next[n]++;
    }
  }
}
