import type { Line, MultiPolygon, Position } from "@cuntong/geo";
import { customType } from "drizzle-orm/pg-core";

/** The shapes that the store keeps, as GeoJSON writes them: degrees, WGS 84, two dimensions. */
export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: Line }
  | { readonly type: "Polygon"; readonly coordinates: readonly Line[] }
  | { readonly type: "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly Line[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: MultiPolygon };

type GeometryType = Geometry["type"];
type GeometryOf<T extends GeometryType> = Extract<Geometry, { type: T }>;

const typeNumbers: Readonly<Record<GeometryType, number>> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
};
const typeNames = new Map<number, GeometryType>(
  Object.entries(typeNumbers).map(([name, number]) => [number, name as GeometryType]),
);

const sridFlag = 0x20000000;
const dimensionFlags = 0xc0000000;
const wgs84 = 4326;

/** A geometry as hexadecimal EWKB (SRID 4326), the text that PostGIS reads and writes for a geometry column. */
export function encodeEwkb(geometry: Geometry): string {
  const buffer = Buffer.allocUnsafe(4 + byteLength(geometry));
  writeGeometry(buffer, 0, geometry, true);
  return buffer.toString("hex");
}

/** Reads hexadecimal EWKB or WKB of two dimensions. Throws on anything else: a geometry column of ours holds nothing else. */
export function decodeEwkb(hex: string): Geometry {
  const buffer = Buffer.from(hex, "hex");
  return new EwkbReader(buffer).geometry();
}

/** Reads a point column. */
export function decodePoint(hex: string): Position {
  const geometry = decodeEwkb(hex);
  if (geometry.type !== "Point") throw new Error(`Expected a Point, the database holds a ${geometry.type}.`);
  return geometry.coordinates;
}

/** Reads a line column. */
export function decodeLine(hex: string): Line {
  const geometry = decodeEwkb(hex);
  if (geometry.type !== "LineString") throw new Error(`Expected a LineString, the database holds a ${geometry.type}.`);
  return geometry.coordinates;
}

/** A drizzle column of one geometry type. drizzle's own `geometry()` declares every column a point. */
export function geometryColumn<T extends GeometryType>(type: T) {
  return customType<{ data: GeometryOf<T>; driverData: string }>({
    dataType: () => `geometry(${type}, ${wgs84})`,
    toDriver: (value) => encodeEwkb(value),
    fromDriver: (value) => {
      const geometry = decodeEwkb(value);
      if (geometry.type !== type) throw new Error(`Expected a ${type}, the database holds a ${geometry.type}.`);
      return geometry as GeometryOf<T>;
    },
  });
}

const pointBytes = 16;

function lineBytes(line: Line): number {
  return 4 + line.length * pointBytes;
}

function polygonBytes(rings: readonly Line[]): number {
  return rings.reduce((sum, ring) => sum + lineBytes(ring), 4);
}

function byteLength(geometry: Geometry): number {
  switch (geometry.type) {
    case "Point":
      return 5 + pointBytes;
    case "LineString":
      return 5 + lineBytes(geometry.coordinates);
    case "Polygon":
      return 5 + polygonBytes(geometry.coordinates);
    case "MultiPoint":
      return 9 + geometry.coordinates.length * (5 + pointBytes);
    case "MultiLineString":
      return geometry.coordinates.reduce((sum, line) => sum + 5 + lineBytes(line), 9);
    case "MultiPolygon":
      return geometry.coordinates.reduce((sum, rings) => sum + 5 + polygonBytes(rings), 9);
  }
}

function writeHead(buffer: Buffer, at: number, type: GeometryType, withSrid: boolean): number {
  buffer.writeUInt8(1, at);
  buffer.writeUInt32LE((withSrid ? sridFlag : 0) + typeNumbers[type], at + 1);
  if (!withSrid) return at + 5;
  buffer.writeUInt32LE(wgs84, at + 5);
  return at + 9;
}

function writePosition(buffer: Buffer, at: number, [lon, lat]: Position): number {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new RangeError(`Position ${lon}, ${lat} is not a number.`);
  buffer.writeDoubleLE(lon, at);
  return buffer.writeDoubleLE(lat, at + 8);
}

function writeLine(buffer: Buffer, at: number, line: Line): number {
  let end = buffer.writeUInt32LE(line.length, at);
  for (const position of line) end = writePosition(buffer, end, position);
  return end;
}

function writeRings(buffer: Buffer, at: number, rings: readonly Line[]): number {
  let end = buffer.writeUInt32LE(rings.length, at);
  for (const ring of rings) end = writeLine(buffer, end, ring);
  return end;
}

function writeGeometry(buffer: Buffer, at: number, geometry: Geometry, withSrid: boolean): number {
  const start = writeHead(buffer, at, geometry.type, withSrid);
  switch (geometry.type) {
    case "Point":
      return writePosition(buffer, start, geometry.coordinates);
    case "LineString":
      return writeLine(buffer, start, geometry.coordinates);
    case "Polygon":
      return writeRings(buffer, start, geometry.coordinates);
    default: {
      let end = buffer.writeUInt32LE(geometry.coordinates.length, start);
      for (const part of parts(geometry)) end = writeGeometry(buffer, end, part, false);
      return end;
    }
  }
}

function parts(geometry: GeometryOf<"MultiPoint" | "MultiLineString" | "MultiPolygon">): readonly Geometry[] {
  switch (geometry.type) {
    case "MultiPoint":
      return geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates }));
    case "MultiLineString":
      return geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates }));
    case "MultiPolygon":
      return geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  }
}

class EwkbReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  geometry(): Geometry {
    const type = this.#head();
    switch (type) {
      case "Point":
        return { type, coordinates: this.#position() };
      case "LineString":
        return { type, coordinates: this.#line() };
      case "Polygon":
        return { type, coordinates: this.#list(() => this.#line()) };
      case "MultiPoint":
        return { type, coordinates: this.#members("Point").map((member) => member.coordinates) };
      case "MultiLineString":
        return { type, coordinates: this.#members("LineString").map((member) => member.coordinates) };
      case "MultiPolygon":
        return { type, coordinates: this.#members("Polygon").map((member) => member.coordinates) };
    }
  }

  #head(): GeometryType {
    if (this.#buffer.readUInt8(this.#at) !== 1) throw new Error("Big-endian WKB is not read here.");
    const word = this.#buffer.readUInt32LE(this.#at + 1);
    if ((word & dimensionFlags) !== 0) throw new Error("A geometry with Z or M in a two-dimensional column.");
    const type = typeNames.get(word & 0xff);
    if (!type) throw new Error(`WKB geometry type ${word & 0xff} is not kept in the store.`);
    this.#at += (word & sridFlag) === 0 ? 5 : 9;
    return type;
  }

  #position(): Position {
    const lon = this.#buffer.readDoubleLE(this.#at);
    const lat = this.#buffer.readDoubleLE(this.#at + 8);
    this.#at += pointBytes;
    return [lon, lat];
  }

  #line(): Line {
    return this.#list(() => this.#position());
  }

  #list<T>(read: () => T): T[] {
    const count = this.#buffer.readUInt32LE(this.#at);
    this.#at += 4;
    const list: T[] = [];
    for (let i = 0; i < count; i++) list.push(read());
    return list;
  }

  #members<T extends "Point" | "LineString" | "Polygon">(type: T): GeometryOf<T>[] {
    return this.#list(() => {
      const member = this.geometry();
      if (member.type !== type) throw new Error(`A ${member.type} inside a collection of ${type}.`);
      return member as GeometryOf<T>;
    });
  }
}
