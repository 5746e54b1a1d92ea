/** An entry of an image file directory (TIFF 6.0): tag, type (2 text, 4 whole number, 5 fractions) and values. */
type Entry = readonly [tag: number, type: 2 | 4 | 5, values: string | readonly number[]];

/** A JPEG without a picture whose EXIF says place (degrees, minutes, seconds north and east) and time as a phone writes them. */
export function photo({ lat, lon, at, offset }: { lat: number[]; lon: number[]; at: string; offset?: string }) {
  const exif: Entry[] = [[0x9003, 2, at], ...(offset === undefined ? [] : [[0x9011, 2, offset] as Entry])];
  const gps: Entry[] = [
    [1, 2, "N"],
    [2, 5, lat],
    [3, 2, "E"],
    [4, 5, lon],
  ];
  const rootSize = sizeOf([
    [0x8769, 4, [0]],
    [0x8825, 4, [0]],
  ]);
  const exifAt = 8 + rootSize;
  const gpsAt = exifAt + sizeOf(exif);
  const root: Entry[] = [
    [0x8769, 4, [exifAt]],
    [0x8825, 4, [gpsAt]],
  ];
  const tiff = Buffer.concat([
    Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]),
    directory(root, 8),
    directory(exif, exifAt),
    directory(gps, gpsAt),
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return new Uint8Array(
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, body, Buffer.from([0xff, 0xd9])]),
  );
}

function bytesOf([, type, values]: Entry): Buffer {
  if (typeof values === "string") return Buffer.from(`${values}\0`);
  const numbers = type === 4 ? values : values.flatMap((value) => [Math.round(value * 1_000), 1_000]);
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, value] of numbers.entries()) bytes.writeUInt32LE(value, 4 * i);
  return bytes;
}

const padded = (length: number) => length + (length % 2);

function sizeOf(entries: readonly Entry[]): number {
  const beside = entries.map((entry) => bytesOf(entry).length).filter((length) => length > 4);
  return 6 + 12 * entries.length + beside.reduce((sum, length) => sum + padded(length), 0);
}

function directory(entries: readonly Entry[], at: number): Buffer {
  const bytes = Buffer.alloc(sizeOf(entries));
  bytes.writeUInt16LE(entries.length, 0);
  let free = 6 + 12 * entries.length;
  for (const [i, entry] of entries.entries()) {
    const [tag, type, values] = entry;
    const value = bytesOf(entry);
    const from = 2 + 12 * i;
    bytes.writeUInt16LE(tag, from);
    bytes.writeUInt16LE(type, from + 2);
    bytes.writeUInt32LE(type === 2 ? value.length : values.length, from + 4);
    if (value.length <= 4) {
      value.copy(bytes, from + 8);
      continue;
    }
    bytes.writeUInt32LE(at + free, from + 8);
    value.copy(bytes, free);
    free += padded(value.length);
  }
  return bytes;
}
