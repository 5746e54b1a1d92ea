/** A kind of file that is taken. */
export interface FileKind {
  readonly mediaType: string;
  readonly ending: string;
}

const kinds = {
  jpeg: { mediaType: "image/jpeg", ending: ".jpg" },
  png: { mediaType: "image/png", ending: ".png" },
  webp: { mediaType: "image/webp", ending: ".webp" },
  pdf: { mediaType: "application/pdf", ending: ".pdf" },
  sor: { mediaType: "application/vnd.telcordia.sor", ending: ".sor" },
} as const satisfies Record<string, FileKind>;

export const fileKinds: readonly FileKind[] = Object.values(kinds);

/** What a file is by its first bytes, whatever it is called; nothing where it is none of the kinds that are taken. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const starts = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const text = (from: number, to: number) => new TextDecoder("latin1").decode(bytes.subarray(from, to));
  if (starts(0xff, 0xd8, 0xff)) return kinds.jpeg;
  if (starts(0x89, 0x50, 0x4e, 0x47)) return kinds.png;
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return kinds.webp;
  if (text(0, 5) === "%PDF-") return kinds.pdf;
  // A trace begins with its map: by name in format version 2, with version and size in 1, where the names of blocks follow.
  if (text(0, 4) === "Map\0" || /GenParams|SupParams|FxdParams/.test(text(0, 400))) return kinds.sor;
  return undefined;
}
