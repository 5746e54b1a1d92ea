import type { StyleSpecification } from "maplibre-gl";

/**
 * Puts somebody's MapLibre style under ours: its sources and layers under names of their own, its glyphs and sprite for its own
 * labels. Answers ours alone when that is not a style.
 */
export function withBasemapStyle(ours: StyleSpecification, theirs: unknown): StyleSpecification {
  if (!isStyle(theirs)) return ours;
  const renamed = (name: string) => `basemap-${name}`;
  const sources = Object.entries(theirs.sources).map(([name, source]) => [renamed(name), source] as const);
  const layers = theirs.layers.map((layer) =>
    "source" in layer && typeof layer.source === "string"
      ? { ...layer, id: renamed(layer.id), source: renamed(layer.source) }
      : { ...layer, id: renamed(layer.id) },
  );
  const [paper, ...rest] = ours.layers;
  return {
    ...ours,
    ...(theirs.glyphs ? { glyphs: theirs.glyphs } : {}),
    ...(theirs.sprite ? { sprite: theirs.sprite } : {}),
    sources: { ...Object.fromEntries(sources), ...ours.sources },
    layers: [...(paper ? [paper] : []), ...layers, ...rest],
  };
}

function isStyle(value: unknown): value is StyleSpecification {
  if (typeof value !== "object" || value === null) return false;
  const { sources, layers } = value as { sources?: unknown; layers?: unknown };
  return typeof sources === "object" && sources !== null && Array.isArray(layers);
}
