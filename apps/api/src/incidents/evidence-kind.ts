/** What a file is by its first bytes, whatever it is called; nothing where it is none of the kinds that are taken. */
export function evidenceKind(bytes: Uint8Array): { readonly mediaType: string; readonly ending: string } | undefined {
  const starts = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const text = (from: number, to: number) => new TextDecoder("latin1").decode(bytes.subarray(from, to));
  if (starts(0xff, 0xd8, 0xff)) return { mediaType: "image/jpeg", ending: ".jpg" };
  if (starts(0x89, 0x50, 0x4e, 0x47)) return { mediaType: "image/png", ending: ".png" };
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return { mediaType: "image/webp", ending: ".webp" };
  if (text(0, 5) === "%PDF-") return { mediaType: "application/pdf", ending: ".pdf" };
  // A trace begins with its map: by name in format version 2, with version and size in 1, where the names of blocks follow.
  if (text(0, 4) === "Map\0" || /GenParams|SupParams|FxdParams/.test(text(0, 400))) {
    return { mediaType: "application/vnd.telcordia.sor", ending: ".sor" };
  }
  return undefined;
}
