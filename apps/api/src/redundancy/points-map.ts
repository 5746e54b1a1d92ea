import type { Extent, Line } from "@cuntong/geo";
import type { Network, Redundancy, SinglePoint, SpanId } from "@cuntong/network";

/** Points looked at from the worst on, so that a map of a whole province stays a question of milliseconds. */
const mostLookedAt = 100_000;
const pageSize = 1000;

/** Points inside a box, the worst first, each with its line or place; `whole` where none was left out. */
export function pointsInside(network: Network, { points }: Redundancy, box: Extent, limit: number) {
  const features = [];
  let looked = 0;
  for (; looked < Math.min(points.count, mostLookedAt) && features.length <= limit; looked += pageSize) {
    for (const point of points.page(looked, pageSize)) {
      const geometry = geometryOf(network, point, box);
      if (geometry) features.push({ type: "Feature" as const, geometry, properties: propertiesOf(point) });
    }
  }
  return { whole: looked >= points.count && features.length <= limit, features: features.slice(0, limit) };
}

const propertiesOf = ({ kind, id, villages, people, services }: SinglePoint) => ({
  ...{ kind, id, villages, people, services },
});

function geometryOf(network: Network, { kind, id, spanIds }: SinglePoint, box: Extent) {
  if (kind === "node" || kind === "headend") {
    const position = network.get("nodes", id)?.position;
    return position && meets([position], box) ? { type: "Point" as const, coordinates: position } : undefined;
  }
  const lines = spanIds.flatMap((span: SpanId) => {
    const line = network.get("spans", span)?.line;
    return line ? [line] : [];
  });
  return lines.some((line) => meets(line, box)) ? { type: "MultiLineString" as const, coordinates: lines } : undefined;
}

/** True where the line's own box meets the box. */
function meets(line: Line, [west, south, east, north]: Extent): boolean {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of line)
    [w, s, e, n] = [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)];
  return w <= east && e >= west && s <= north && n >= south;
}
