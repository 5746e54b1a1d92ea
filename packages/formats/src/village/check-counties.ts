import { type Datum, type Position, toWgs84 } from "@cuntong/geo";
import type { IssueLog } from "../file/issue-log.ts";
import { type CountyShape, distanceToOutlineM, isInside } from "./county-shape.ts";
import type { VillageRow } from "./village-row.ts";

/**
 * How far outside its county a village may be before its row is refused: outlines are simplified and disputed, but a village kilometres
 * off has a wrong position or a wrong code.
 */
const outsideCountyErrorM = 3_000;

/** Rows whose WGS 84 position agrees with their county. Up to 3 km outside is a warning, farther an error; an unknown county a warning. */
export function checkCounties(
  rows: readonly VillageRow[],
  counties: ReadonlyMap<string, CountyShape>,
  log: IssueLog,
): VillageRow[] {
  if (counties.size === 0) return [...rows];
  return rows.filter((row) => {
    if (row.countyCode === undefined) return true;
    const county = counties.get(row.countyCode);
    if (county) return isInside(row.position, county.area) || reportOutside(row, county, counties, log);
    log.warning(
      "COUNTY_UNKNOWN",
      row.place,
      `No county ${row.countyCode} is known; it may have been renamed or merged.`,
      {
        value: row.countyCode,
      },
    );
    return true;
  });
}

/** Reports a point outside its county; true when it is near enough to be taken. */
function reportOutside(
  row: VillageRow,
  county: CountyShape,
  counties: ReadonlyMap<string, CountyShape>,
  log: IssueLog,
): boolean {
  const distanceM = Math.round(distanceToOutlineM(row.position, county.area));
  const inside = [...counties.values()].find((other) => isInside(row.position, other.area));
  const where = inside ? `inside ${inside.name ?? inside.code}` : "in no known county";
  const message = `The point is ${distanceM} m outside its county ${county.name ?? county.code}, ${where}.`;
  const place = { ...row.place, lon: row.position[0], lat: row.position[1] };
  const detail = {
    value: row.code,
    params: { distanceM, county: county.code, ...(inside ? { inside: inside.code } : {}) },
  };
  if (distanceM <= outsideCountyErrorM) {
    log.warning("OUTSIDE_COUNTY", place, message, detail);
    return true;
  }
  log.error("OUTSIDE_COUNTY", place, message, {
    ...detail,
    suggestion: "Correct the position or the code of this village.",
  });
  return false;
}

/** Rows with a known county, with their positions as a file has them: evidence for its datum. */
export function pointsInCounties(
  rows: readonly VillageRow[],
  counties: ReadonlyMap<string, CountyShape>,
): { readonly position: Position; readonly county: CountyShape }[] {
  return rows.flatMap((row) => {
    const county = row.countyCode === undefined ? undefined : counties.get(row.countyCode);
    return county ? [{ position: row.position, county }] : [];
  });
}

export function rowToWgs84(row: VillageRow, datum: Datum): VillageRow {
  return { ...row, position: toWgs84(row.position, datum) };
}
