import type { Frame } from "./demo.ts";
import { hashUnit } from "./random.ts";

/** Where the water of every post runs: a forest rooted in the outlets. */
export interface Flow {
  /** All posts, every post after the one it drains to. */
  readonly order: Int32Array;
  /** The post it drains to, -1 at an outlet. */
  readonly downstream: Int32Array;
  /** Posts whose water passes here, itself included. */
  readonly drained: Float32Array;
}

/**
 * Priority flood (Barnes, Lehman and Mulla 2014): the land is flooded from the outlets upwards, lowest post first, and each post drains to
 * the neighbour it was flooded from. Hollows thus drain over their lowest rim.
 */
export function findFlow(frame: Frame, height: Float32Array, isOutlet: Uint8Array): Flow {
  const count = frame.columns * frame.rows;
  const order = new Int32Array(count);
  const downstream = new Int32Array(count).fill(-2);
  const queue = makeQueue(count);
  for (let i = 0; i < count; i++) {
    if (isOutlet[i] === 0) continue;
    downstream[i] = -1;
    queue.push(i, height[i]);
  }
  let done = 0;
  for (let post = queue.pop(); post >= 0; post = queue.pop()) {
    order[done++] = post;
    floodNeighbours(frame, height, downstream, post, queue);
  }
  return { order: order.subarray(0, done), downstream, drained: accumulate(order.subarray(0, done), downstream) };
}

function floodNeighbours(frame: Frame, height: Float32Array, downstream: Int32Array, post: number, queue: Queue): void {
  const { columns, rows } = frame;
  const column = post % columns;
  const row = (post - column) / columns;
  for (let dr = -1; dr <= 1; dr++) {
    if (row + dr < 0 || row + dr >= rows) continue;
    for (let dc = -1; dc <= 1; dc++) {
      if (column + dc < 0 || column + dc >= columns) continue;
      const next = post + dr * columns + dc;
      if (downstream[next] !== -2) continue;
      downstream[next] = post;
      // A few metres of unevenness: on flat ground rivers would otherwise follow the rows of the grid.
      queue.push(next, Math.max(height[next], queue.lastKey) + 3 * hashUnit(columns, next));
    }
  }
}

function accumulate(order: Int32Array, downstream: Int32Array): Float32Array {
  const drained = new Float32Array(downstream.length).fill(1);
  for (let i = order.length - 1; i >= 0; i--) {
    const post = order[i];
    if (downstream[post] >= 0) drained[downstream[post]] += drained[post];
  }
  return drained;
}

interface Queue {
  push(item: number, key: number): void;
  /** The item of the lowest key, -1 when empty. */
  pop(): number;
  lastKey: number;
}

/** A binary heap of at most `capacity` items, each pushed once. */
function makeQueue(capacity: number): Queue {
  const items = new Int32Array(capacity + 1);
  const keys = new Float64Array(capacity + 1);
  let length = 0;
  const queue: Queue = {
    lastKey: 0,
    push(item, key) {
      let at = ++length;
      while (at > 1 && keys[at >> 1] > key) {
        items[at] = items[at >> 1];
        keys[at] = keys[at >> 1];
        at >>= 1;
      }
      items[at] = item;
      keys[at] = key;
    },
    pop() {
      if (length === 0) return -1;
      const top = items[1];
      queue.lastKey = keys[1];
      const item = items[length];
      const key = keys[length--];
      let at = 1;
      for (let child = 2; child <= length; child = at * 2) {
        if (child < length && keys[child + 1] < keys[child]) child++;
        if (keys[child] >= key) break;
        items[at] = items[child];
        keys[at] = keys[child];
        at = child;
      }
      items[at] = item;
      keys[at] = key;
      return top;
    },
  };
  return queue;
}
