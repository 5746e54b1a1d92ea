import type { Price, PriceUnit } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import { parseDate } from "../text/date.ts";
import type { PriceRecord } from "./price-record.ts";

/** A unit as a file says it: its own, and how many of it make one of that (a price per kilometre is for 1,000 m). */
const units: Readonly<Record<string, readonly [PriceUnit, number]>> = {
  m: ["m", 1],
  metre: ["m", 1],
  meter: ["m", 1],
  米: ["m", 1],
  km: ["m", 1000],
  公里: ["m", 1000],
  千米: ["m", 1000],
  each: ["each", 1],
  piece: ["each", 1],
  个: ["each", 1],
  只: ["each", 1],
  处: ["each", 1],
  套: ["each", 1],
  village: ["village", 1],
  村: ["village", 1],
  个村: ["village", 1],
  "m-year": ["m-year", 1],
  "m/a": ["m-year", 1],
  米·年: ["m-year", 1],
  "米/年": ["m-year", 1],
  "km-year": ["m-year", 1000],
  公里·年: ["m-year", 1000],
  "公里/年": ["m-year", 1000],
  "each-year": ["each-year", 1],
  个·年: ["each-year", 1],
  "个/年": ["each-year", 1],
  "village-year": ["village-year", 1],
  村·年: ["village-year", 1],
  "村/年": ["village-year", 1],
};

/** Reads one price; `undefined` when an error keeps it from being one. */
export function readPrice(record: PriceRecord, log: IssueLog): Price | undefined {
  const { place, code, unit: unitText } = record;
  if (code === "") return void log.error("CODE_MISSING", { ...place, field: "code" }, "The price has no code.");
  const unit = Object.hasOwn(units, unitText.toLowerCase()) ? units[unitText.toLowerCase()] : undefined;
  if (!unit) {
    return void log.error("PRICE_UNIT_UNKNOWN", { ...place, field: "unit" }, `The unit of ${code} is not known.`, {
      value: unitText,
      suggestion:
        "Known: m (米), km (公里), each (个, 处, 套), village (村), and each of them per year: m-year (米/年), km-year, each-year, village-year.",
    });
  }
  const priceFen = readFen(record, unit[1], log);
  if (priceFen === undefined) return undefined;
  if (record.source === "")
    log.warning("SOURCE_MISSING", { ...place, field: "source" }, `The price of ${code} has no source.`);
  return { code, unit: unit[0], priceFen, source: record.source, date: readDate(record, log) };
}

/** The price in whole fen per unit, converted exactly; `undefined` with an issue for anything else. */
function readFen(record: PriceRecord, perUnit: number, log: IssueLog): number | undefined {
  const { place, code, fen, yuan } = record;
  if (fen === "" && yuan === "") return void log.error("PRICE_EMPTY", place, `The price of ${code} is empty.`);
  const fromFen = fen === "" ? undefined : toFen(fen, 0, perUnit);
  const fromYuan = yuan === "" ? undefined : toFen(yuan, 2, perUnit);
  const price = fromFen ?? fromYuan!;
  const value = fen || yuan;
  const field = fen === "" ? "price_yuan" : "price_fen";
  if (price === "not-a-number")
    return void log.error(
      "PRICE_INVALID",
      { ...place, field },
      `The price of ${code} is no number that can be taken.`,
      { value },
    );
  if (price === "negative")
    return void log.error("PRICE_NEGATIVE", { ...place, field }, `The price of ${code} is negative.`, { value });
  if (price === "not-whole") {
    return void log.error(
      "PRICE_NOT_WHOLE_FEN",
      { ...place, field },
      `The price of ${code} is not a whole number of fen per unit.`,
      {
        value,
        suggestion: "Round it to whole fen (0.01 yuan) per metre, piece or village.",
      },
    );
  }
  if (fromFen !== undefined && fromYuan !== undefined && fromFen !== fromYuan) {
    return void log.error("PRICE_CONFLICT", place, `The prices of ${code} in fen and in yuan differ.`, {
      value: `${fen} fen, ${yuan} yuan`,
    });
  }
  return price;
}

/** Decimal text times 10^`shift` over `perUnit`, in exact integer arithmetic. */
function toFen(text: string, shift: number, perUnit: number): number | "not-a-number" | "negative" | "not-whole" {
  const bare = text.replace(/^[¥￥]\s*|\s*(元|分|yuan|fen)$/gi, "").replace(/(?<=\d)[,'](?=\d{3})/g, "");
  const match = /^([+-]?)(\d{1,13})(?:\.(\d{1,20}))?$/.exec(bare);
  if (!match) return "not-a-number";
  const [, sign, whole, fraction = ""] = match;
  const scaled = BigInt(whole! + fraction) * 10n ** BigInt(shift);
  const divisor = BigInt(perUnit) * 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return "not-whole";
  const fen = Number(scaled / divisor);
  if (sign === "-" && fen !== 0) return "negative";
  return Number.isSafeInteger(fen) ? fen : "not-a-number";
}

/** The date as ISO text; empty, with a warning, when it is missing, no date or could be two. */
function readDate({ place, code, date }: PriceRecord, log: IssueLog): string {
  const where = { ...place, field: "date" };
  if (date === "") {
    log.warning("DATE_MISSING", where, `The price of ${code} has no date.`);
    return "";
  }
  const parsed = parseDate(date);
  if ("iso" in parsed) return parsed.iso;
  if (parsed.fault === "ambiguous")
    log.warning("DATE_AMBIGUOUS", where, `The date of ${code} can be read in two ways.`, {
      value: date,
      suggestion: "Write it as 2024-05-01.",
    });
  else
    log.warning("DATE_INVALID", where, `The date of ${code} is not a date.`, {
      value: date,
      suggestion: "Write it as 2024-05-01.",
    });
  return "";
}
