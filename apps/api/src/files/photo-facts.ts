import type { Position } from "@cuntong/geo";
import exifr from "exifr";

/** Where and when a photo was taken, as far as its camera wrote it. */
export interface PhotoFacts {
  readonly position?: Position;
  /** ISO 8601. */
  readonly takenAt?: string;
}

/**
 * Reads place and time out of a photo's EXIF. A time without its offset from UTC is left out unless a GPS time stands beside it: no zone is assumed. A place off the earth, or the 0, 0 of a camera without reception, is none. Bytes that
 * cannot be read say nothing.
 */
export async function photoFacts(bytes: Uint8Array): Promise<PhotoFacts> {
  const tags = await exifr
    .parse(bytes, { gps: true, reviveValues: false, translateValues: false })
    .catch(() => undefined);
  if (!tags) return {};
  const { latitude, longitude } = tags as { latitude?: number; longitude?: number };
  const isPlace =
    Math.abs(latitude ?? NaN) <= 90 && Math.abs(longitude ?? NaN) <= 180 && (latitude !== 0 || longitude !== 0);
  const takenAt = timeOf(tags as TimeTags);
  return {
    ...(isPlace && { position: [longitude!, latitude!] as Position }),
    ...(takenAt !== undefined && { takenAt }),
  };
}

interface TimeTags {
  readonly DateTimeOriginal?: unknown;
  readonly OffsetTimeOriginal?: unknown;
  readonly GPSDateStamp?: unknown;
  readonly GPSTimeStamp?: unknown;
}

function timeOf(tags: TimeTags): string | undefined {
  const local = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(tags.DateTimeOriginal ?? ""));
  const offset = /^[+-]\d\d:\d\d$/.exec(String(tags.OffsetTimeOriginal ?? ""));
  if (local && offset) return isoOf(`${local[1]}-${local[2]}-${local[3]}T${local[4]}${offset[0]}`);
  const date = /^(\d{4}):(\d\d):(\d\d)$/.exec(String(tags.GPSDateStamp ?? ""));
  const time = tags.GPSTimeStamp;
  if (!date || !Array.isArray(time) || time.length !== 3) return undefined;
  const clock = time.map((part) => String(Math.floor(Number(part))).padStart(2, "0")).join(":");
  return isoOf(`${date[1]}-${date[2]}-${date[3]}T${clock}Z`);
}

function isoOf(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
