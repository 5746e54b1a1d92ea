import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { walkXml } from "../xml/walk-xml.ts";
import { type Feature, type FieldValue, type Layer, setField } from "./feature.ts";
import { alreadyDegrees, FeatureBudget, ShapeBuilder } from "./shape-builder.ts";

/** Placemarks of a KML text (OGC 12-007r2) as one layer, each with its folder's name; styles, overlays and links are passed by. */
export function readKml(bytes: Uint8Array, limits: Limits, log: IssueLog): Layer[] {
  const reader = new PlacemarkReader(new FeatureBudget(limits, log), log);
  const suggestion = "Placemarks before this line are read; export the file again.";
  return walkXml(bytes, { limits, log, suggestion }, reader) ? reader.finish() : [];
}

/** Follows the parser through Placemarks and collects their fields and coordinates. */
class PlacemarkReader {
  readonly #budget: FeatureBudget;
  readonly #log: IssueLog;
  readonly #features: Feature[] = [];
  #sawKml = false;
  #text = "";
  #path: string[] = [];
  /** Names of the folders that are open, empty where one has none (yet). */
  #folders: string[] = [];
  #current:
    | {
        id: string | undefined;
        fields: Record<string, FieldValue>;
        builder: ShapeBuilder;
        track: string[];
        /** Rings of the polygon that is open. */
        rings: [number, number][][];
      }
    | undefined;
  #fieldName = "";
  full = false;

  constructor(budget: FeatureBudget, log: IssueLog) {
    this.#budget = budget;
    this.#log = log;
  }

  open(name: string, attributes: () => Record<string, string>, decode: (text: string) => string): void {
    this.#path.push(name);
    this.#text = "";
    if (name === "kml" || name === "Document" || name === "Folder") this.#sawKml = true;
    if (name === "Folder") this.#folders.push("");
    if (name === "Placemark") this.#begin(attributes().id);
    if (name === "Data" || name === "SimpleData") this.#fieldName = decode(attributes().name ?? "");
  }

  text(text: string): void {
    // Text between placemarks is layout; only what may be a value is kept.
    if (this.#current || this.#isFolderName()) this.#text += text;
  }

  close(name: string): void {
    const parent = this.#path.at(-2);
    const grandparent = this.#path.at(-3);
    const isFolderName = this.#isFolderName();
    this.#path.pop();
    const text = this.#text.trim();
    this.#text = "";
    if (name === "Folder") this.#folders.pop();
    if (isFolderName) this.#folders[this.#folders.length - 1] = text;
    if (!this.#current) return;
    if (name === "Placemark") this.#end();
    else if (parent === "Placemark" && (name === "name" || name === "description" || name === "address"))
      this.#field(name, text);
    else if (name === "SimpleData" || (name === "value" && parent === "Data")) this.#field(this.#fieldName, text);
    else if (name === "coordinates") this.#coordinates(parent, grandparent, text);
    else if (name === "Polygon") this.#polygonEnd();
    else if (name === "coord") this.#current.track.push(text.replace(/\s+/g, ","));
    else if (name === "Track") this.#trackEnd();
  }

  finish(): Layer[] {
    if (!this.#sawKml && this.#features.length === 0 && this.#log.isEmpty("error")) {
      this.#log.error("KML_INVALID", {}, "This XML is not KML: it has no placemarks.");
    }
    return [{ features: this.#features }];
  }

  #isFolderName(): boolean {
    return this.#path.at(-1) === "name" && this.#path.at(-2) === "Folder";
  }

  #begin(id: string | undefined): void {
    this.#sawKml = true;
    this.full = !this.#budget.takeFeature();
    const place = { feature: this.#features.length + 1 };
    const builder = new ShapeBuilder(this.#log, place, alreadyDegrees);
    this.#current = { id, fields: {}, builder, track: [], rings: [] };
  }

  #end(): void {
    const { id, fields, builder } = this.#current!;
    const folder = this.#folders.findLast((name) => name !== "");
    this.#features.push({
      number: this.#features.length + 1,
      ...(id === undefined ? {} : { id }),
      ...(folder === undefined ? {} : { folder }),
      fields,
      shape: builder.shape(),
    });
    this.#current = undefined;
  }

  #field(name: string, text: string): void {
    const { fields } = this.#current!;
    if (text !== "" && name !== "" && !Object.hasOwn(fields, name)) setField(fields, name, text);
  }

  #coordinates(parent: string | undefined, grandparent: string | undefined, text: string): void {
    const { builder, rings } = this.#current!;
    const positions = splitTuples(text);
    if (!this.#budget.takePositions(positions.length)) this.full = true;
    else if (parent === "LinearRing" && grandparent === "outerBoundaryIs") rings.unshift(positions);
    else if (parent === "LinearRing" && grandparent === "innerBoundaryIs") rings.push(positions);
    else if (parent === "Point") builder.point(positions[0]?.[0], positions[0]?.[1]);
    else if (parent === "LineString" || parent === "LinearRing") builder.line(positions);
  }

  #polygonEnd(): void {
    const { builder, rings } = this.#current!;
    if (rings.length > 0) builder.polygon(rings.splice(0));
  }

  #trackEnd(): void {
    const { builder, track } = this.#current!;
    if (track.length > 0 && this.#budget.takePositions(track.length)) builder.line(splitTuples(track.join(" ")));
    track.length = 0;
  }
}

/** `lon,lat[,height]` tuples apart by spaces; spaces after commas, which KML forbids and people write, are taken. */
function splitTuples(text: string): [number, number][] {
  return text
    .replace(/\s*,\s*/g, ",")
    .split(/\s+/)
    .filter((tuple) => tuple !== "")
    .map((tuple) => {
      const [lon = "", lat = ""] = tuple.split(",");
      return [lon === "" ? Number.NaN : Number(lon), lat === "" ? Number.NaN : Number(lat)];
    });
}
