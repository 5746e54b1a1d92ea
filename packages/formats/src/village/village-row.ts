import type { Position } from "@cuntong/geo";
import type { IssuePlace, Village, VillageCode, VillageStatus } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import { parseAngle, parseAnglePair } from "../text/angle.ts";
import { cleanText, narrowText } from "../text/clean.ts";
import { isLossy, recover } from "../text/mojibake.ts";
import { isMangledCode, parseCount } from "../text/number.ts";
import { parseVillageStatus, type VillageField } from "./village-fields.ts";
import type { VillageRecord } from "./village-record.ts";

/** A row that reads as a village; its position is still in the file's datum. */
export interface VillageRow extends Village {
  readonly place: IssuePlace;
}

/** Reads one record; `undefined` when an error keeps it from being a village. Every fault of the row is reported, not only the first. */
export function readVillageRow(record: VillageRecord, log: IssueLog): VillageRow | undefined {
  const code = readCode(record, log);
  const name = readName(record, code, log);
  const position = record.points === undefined ? readPosition(record, log) : readPoint(record, log);
  const people = readCount(record, "people", log);
  const households = readCount(record, "households", log);
  const priority = readCount(record, "priority", log);
  const dueDate = readDue(record, log);
  const status = readStatus(record, log);
  if (code === undefined || name === undefined || position === undefined || dueDate === null) return undefined;
  const countyCode = readCounty(record, code);
  return {
    place: record.place,
    code,
    name,
    position,
    ...(people === undefined ? {} : { people }),
    ...(households === undefined ? {} : { households }),
    status,
    ...(countyCode === undefined ? {} : { countyCode }),
    ...readServices(record, log),
    ...(priority === undefined ? {} : { priority }),
    ...(dueDate === undefined ? {} : { dueDate }),
  };
}

function readCode(record: VillageRecord, log: IssueLog): VillageCode | undefined {
  // A text cell that Excel marks with an apostrophe or ="..." keeps its marks in a CSV.
  const text = narrowText(record.text("code"))
    .replace(/^'|^="|"$/g, "")
    .replace(/\s/g, "");
  if (text === "" && record.points !== undefined) return featureCode(record);
  const place = { ...record.place, field: "code" };
  if (text === "") return void log.error("CODE_MISSING", place, "The village has no code.");
  if (isMangledCode(text)) {
    return void log.error("CODE_MANGLED", place, "A spreadsheet rounded this code; its last digits are lost.", {
      value: text,
      suggestion: "Format the column as text in the original file and export it again.",
    });
  }
  const code = text.replace(/^(\d+)\.0+$/, "$1");
  if (code.length > 64)
    return void log.error("CODE_INVALID", place, "A code has at most 64 characters.", { value: code });
  if (/^\d{10,14}$/.test(code) && code.length !== 12) {
    log.warning("CODE_LENGTH", place, `An official village code has 12 digits, this has ${code.length}.`, {
      value: code,
    });
  }
  return code as VillageCode;
}

/** The code of a feature without a code field: its own id, else its number. */
function featureCode(record: VillageRecord): VillageCode {
  const layer = record.place.layer === undefined ? "" : `${record.place.layer}/`;
  return (record.id ?? `${layer}feature-${record.place.feature}`) as VillageCode;
}

function readName(record: VillageRecord, code: string | undefined, log: IssueLog): string | undefined {
  const name = cleanText(record.text("name"));
  const place = { ...record.place, field: "name" };
  if (name === "") {
    log.warning("NAME_MISSING", place, "The village has no name; its code is shown instead.");
    return code;
  }
  const recovered = recover(name);
  if (recovered) {
    return void log.error(
      "MOJIBAKE",
      place,
      `The name was read in a wrong encoding before it was saved (${recovered.was}).`,
      {
        value: name,
        suggestion: `It was probably ${recovered.text}: export the file again as UTF-8.`,
        params: { was: recovered.was, probably: recovered.text },
      },
    );
  }
  if (isLossy(name)) {
    return void log.error("MOJIBAKE", place, "Characters of the name were lost in a conversion.", {
      value: name,
      suggestion: "Export the original file again as UTF-8.",
      params: { was: "lost" },
    });
  }
  return name;
}

function readPoint(record: VillageRecord, log: IssueLog): Position | undefined {
  const points = record.points ?? [];
  if (points.length === 1) return points[0];
  if (points.length > 1) {
    log.warning("GEOMETRY_MULTI", record.place, `The feature has ${points.length} points; the first is taken.`);
    return points[0];
  }
  if (record.otherShapes)
    return void log.error("GEOMETRY_TYPE", record.place, "A village is a point; this feature has lines or areas only.");
  // A feature without geometry may still say its position in its fields.
  return readPosition(record, log);
}

function readPosition(record: VillageRecord, log: IssueLog): Position | undefined {
  const [lonText, latText, pairText] = [
    record.text("lon").trim(),
    record.text("lat").trim(),
    record.text("position").trim(),
  ];
  if (lonText === "" && latText === "" && pairText === "") {
    return void log.error("POSITION_MISSING", record.place, "The village has no position.");
  }
  const pair = lonText === "" && latText === "" ? parseAnglePair(pairText) : axes(lonText, latText);
  if (pair) return [pair.lon, pair.lat];
  return void log.error("POSITION_INVALID", record.place, "The position is not a longitude and a latitude.", {
    value: pairText || `${lonText},${latText}`,
    suggestion: "Write degrees (108.3275) or degrees, minutes, seconds (108°19′39″).",
  });
}

function axes(lonText: string, latText: string): { readonly lon: number; readonly lat: number } | undefined {
  const [lon, lat] = [parseAngle(lonText), parseAngle(latText)];
  if (!lon || !lat) return undefined;
  // Letters in the cells outrank the header: 22.8N under "lon" is a latitude.
  const swapped = lon.axis === "lat" || lat.axis === "lon";
  return swapped ? { lon: lat.degrees, lat: lon.degrees } : { lon: lon.degrees, lat: lat.degrees };
}

/** What a database's integer holds. */
const greatestCount = 2 ** 31 - 1;

function readCount(
  record: VillageRecord,
  field: "people" | "households" | "priority",
  log: IssueLog,
): number | undefined {
  const text = record.text(field).trim();
  if (text === "" || text === "-" || text === "/") return undefined;
  const count = parseCount(text);
  if (count === undefined || count > greatestCount) {
    log.warning("COUNT_INVALID", { ...record.place, field }, `Not a whole number of ${field}; it is left out.`, {
      value: text,
    });
    return undefined;
  }
  return count;
}

function readStatus(record: VillageRecord, log: IssueLog): VillageStatus {
  const text = record.text("status").trim();
  if (text === "") return "unconnected";
  const status = parseVillageStatus(text);
  if (status) return status;
  log.warning(
    "STATUS_UNKNOWN",
    { ...record.place, field: "status" },
    "This status is not known; the village is taken as unconnected.",
    {
      value: text,
      suggestion:
        "Known: unconnected (未通), planned (规划), underConstruction (在建), connected (已通), accepted (已验收).",
    },
  );
  return "unconnected";
}

/** Cells that say that a village asks for no service; an empty one leaves it unknown. */
const noService = /^(无|没有|none|no|-|—|\/|0)$/i;

/** Longer ones are no names. */
const longestService = 200;

/** Services by name, between commas, semicolons or enumeration commas; absent where the file has no such column or the cell is empty. */
function readServices(record: VillageRecord, log: IssueLog): { services?: readonly string[] } {
  const text = record.text("services");
  if (noService.test(cleanText(text))) return { services: [] };
  const names = text
    .split(/[,;，；、|]/)
    .map(cleanText)
    .filter((name) => name !== "");
  const long = names.find((name) => name.length > longestService);
  if (long !== undefined) {
    log.warning(
      "SERVICE_INVALID",
      { ...record.place, field: "services" },
      "Too long for names of services; they are left out.",
      {
        value: long,
      },
    );
    return {};
  }
  return names.length > 0 ? { services: [...new Set(names)] } : {};
}

/** A date written year first; of any other the day and the month are not guessed: null. A row with such a one is not taken, for it would come too late. */
function readDue(record: VillageRecord, log: IssueLog): string | undefined | null {
  const text = narrowText(record.text("due"));
  if (text === "") return undefined;
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, day] = (found ?? []).slice(1).map(Number);
  const date = new Date(Date.UTC(year ?? Number.NaN, (month ?? 0) - 1, day));
  // A year below 100 would be taken as one of the last century.
  const [isYear, isMonth] = [date.getUTCFullYear() === year, date.getUTCMonth() + 1 === month];
  if (isYear && isMonth && date.getUTCDate() === day) return date.toISOString().slice(0, 10);
  log.error("DUE_INVALID", { ...record.place, field: "due" }, "The date is not year, month and day.", {
    value: text,
    suggestion: "Write it as 2027-06-30.",
  });
  return null;
}

/** Six digits from the county column, else the head of a twelve-digit code. */
function readCounty(record: VillageRecord, code: VillageCode): string | undefined {
  const given = /^(\d{6})(0{6})?$/.exec(narrowText(record.text("county" satisfies VillageField)));
  return given?.[1] ?? (/^\d{12}$/.test(code) ? code.slice(0, 6) : undefined);
}
