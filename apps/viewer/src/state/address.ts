import type { Position } from "@cuntong/geo";
import { type Ref, tables } from "@cuntong/network";
import { type Language, languages } from "../language/translate.ts";

/** Where the map looks: `center` in degrees WGS 84, `zoom` in powers of two. */
export interface Camera {
  readonly center: Position;
  readonly zoom: number;
}

/** The rooms of the screen, in the order of their tabs. */
export const rooms = ["plan", "plant", "faults", "data"] as const;
export type Room = (typeof rooms)[number];

/** What the page's address keeps, so that a link or a reload shows the same thing. */
export interface Address {
  readonly project?: string;
  readonly plan?: string;
  readonly village?: string;
  readonly county?: string;
  /** The room that is open; the plan's where it is not said. */
  readonly room?: Room;
  /** The chosen object of the plant. */
  readonly object?: Ref;
  /** The past that is looked at: a revision or an instant; now where it is not said. */
  readonly asOf?: string;
  /** Where a trace starts, in the words of the trace's room. */
  readonly trace?: string;
  /** The design that is shown. */
  readonly design?: string;
  /** The incident that is open. */
  readonly incident?: string;
  readonly camera?: Camera;
  readonly language?: Language;
}

/** Reads the part of a URL after `#`. What it does not understand it leaves out. */
export function parseAddress(hash: string): Address {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const language = languages.find((known) => known === fields.get("lang"));
  const room = rooms.find((known) => known === fields.get("room"));
  const object = parseRef(fields.get("object"));
  const camera = parseCamera(fields.get("at"));
  return {
    ...text("project", fields, /^[a-z0-9][a-z0-9-]{0,39}$/),
    ...text("plan", fields, /^[0-9a-f-]{36}$/),
    ...text("village", fields, /^.{1,64}$/),
    ...text("county", fields, /^.{1,12}$/),
    ...(room ? { room } : {}),
    ...(object ? { object } : {}),
    ...text("asOf", fields, /^(?:\d{1,15}|\d{4}-\d\d-\d\dT[\d:.]{5,12}Z)$/),
    ...text("trace", fields, /^.{1,400}$/),
    ...text("design", fields, /^.{1,64}$/),
    ...text("incident", fields, /^[A-Za-z0-9][\w.-]{0,79}$/),
    ...(camera ? { camera } : {}),
    ...(language ? { language } : {}),
  };
}

/** The inverse of {@link parseAddress}, beginning with `#`; the camera is kept to about a metre. */
export function formatAddress(address: Address): string {
  const fields = new URLSearchParams();
  const { object, camera, language } = address;
  for (const name of ["project", "plan", "village", "county", "room"] as const) {
    const value = address[name];
    if (value) fields.set(name, value);
  }
  if (object) fields.set("object", `${object.table}/${object.id}`);
  for (const name of ["asOf", "trace", "design", "incident"] as const) {
    const value = address[name];
    if (value) fields.set(name, value);
  }
  if (camera)
    fields.set("at", [camera.zoom.toFixed(2), ...camera.center.map((degrees) => degrees.toFixed(5))].join("/"));
  if (language) fields.set("lang", language);
  return `#${fields.toString().replaceAll("%2F", "/")}`;
}

function text<N extends string>(name: N, fields: URLSearchParams, shape: RegExp): { [K in N]?: string } {
  const value = fields.get(name);
  return value && shape.test(value) ? ({ [name]: value } as { [K in N]?: string }) : {};
}

function parseRef(text: string | null): Ref | undefined {
  const [, name, id] = /^(\w+)\/(.{1,200})$/.exec(text ?? "") ?? [];
  const table = tables.find((known) => known === name);
  return table && id !== undefined ? { table, id } : undefined;
}

function parseCamera(at: string | null): Camera | undefined {
  const [zoom, lon, lat] = (at ?? "").split("/").map(Number);
  if (zoom === undefined || lon === undefined || lat === undefined) return undefined;
  if (!(zoom >= 0 && zoom <= 22 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85)) return undefined;
  return { zoom, center: [lon, lat] };
}
