import type { Position } from "@cuntong/geo";
import type { Feature, Layer } from "../feature/feature.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { describeMetres } from "../village/check-positions.ts";

/** A feature's lines in degrees that are on the earth. */
export interface OrientedFeature {
  readonly feature: Feature;
  readonly lines: readonly (readonly Position[])[];
}

/**
 * Lines of a layer whose positions are on the earth. When longitude and latitude are swapped all through the layer they are exchanged,
 * with one warning; a line with a position that is not in degrees is an error of its feature.
 */
export function orientLines(layer: Layer, log: IssueLog): OrientedFeature[] {
  const place = layer.name === undefined ? {} : { layer: layer.name };
  const swapped = isSwapped(layer);
  if (swapped)
    log.warning(
      "POSITION_SWAPPED",
      place,
      "Longitude and latitude are swapped in the whole layer; they were exchanged.",
    );
  return layer.features.map((feature) => {
    const lines = feature.shape.lines.map((line) => (swapped ? line.map(([x, y]): Position => [y, x]) : line));
    const good = lines.filter((line) => {
      const bad = line.find(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
      if (!bad) return true;
      const detail = { value: bad.join(","), suggestion: describeMetres(bad) };
      log.error("POSITION_NOT_DEGREES", { ...place, feature: feature.number }, "The line is not in degrees.", detail);
      return false;
    });
    return { feature, lines: good };
  });
}

/** True when most lines begin off the earth as they stand and on it exchanged. */
function isSwapped(layer: Layer): boolean {
  let off = 0;
  let total = 0;
  for (const { shape } of layer.features)
    for (const line of shape.lines) {
      const [x, y] = line[0]!;
      total++;
      if (Math.abs(y) > 90 && Math.abs(y) <= 180 && Math.abs(x) <= 90) off++;
    }
  return off * 2 > total;
}
