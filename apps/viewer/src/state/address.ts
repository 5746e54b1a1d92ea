import type { Position } from "@cuntong/geo";
import { type Language, languages } from "../language/translate.ts";

/** Where the map looks: `center` in degrees WGS 84, `zoom` in powers of two. */
export interface Camera {
  readonly center: Position;
  readonly zoom: number;
}

/** What the page's address keeps, so that a link or a reload shows the same thing. */
export interface Address {
  readonly project?: string;
  readonly plan?: string;
  readonly village?: string;
  readonly county?: string;
  readonly camera?: Camera;
  readonly language?: Language;
}

/** Reads the part of a URL after `#`. What it does not understand it leaves out. */
export function parseAddress(hash: string): Address {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const language = languages.find((known) => known === fields.get("lang"));
  const camera = parseCamera(fields.get("at"));
  return {
    ...text("project", fields, /^[a-z0-9][a-z0-9-]{0,39}$/),
    ...text("plan", fields, /^[0-9a-f-]{36}$/),
    ...text("village", fields, /^.{1,64}$/),
    ...text("county", fields, /^.{1,12}$/),
    ...(camera ? { camera } : {}),
    ...(language ? { language } : {}),
  };
}

/** The inverse of {@link parseAddress}, beginning with `#`; the camera is kept to about a metre. */
export function formatAddress(address: Address): string {
  const fields = new URLSearchParams();
  for (const name of ["project", "plan", "village", "county"] as const) {
    const value = address[name];
    if (value) fields.set(name, value);
  }
  const { camera, language } = address;
  if (camera)
    fields.set("at", [camera.zoom.toFixed(2), ...camera.center.map((degrees) => degrees.toFixed(5))].join("/"));
  if (language) fields.set("lang", language);
  return `#${fields.toString().replaceAll("%2F", "/")}`;
}

function text<N extends string>(name: N, fields: URLSearchParams, shape: RegExp): { [K in N]?: string } {
  const value = fields.get(name);
  return value && shape.test(value) ? ({ [name]: value } as { [K in N]?: string }) : {};
}

function parseCamera(at: string | null): Camera | undefined {
  const [zoom, lon, lat] = (at ?? "").split("/").map(Number);
  if (zoom === undefined || lon === undefined || lat === undefined) return undefined;
  if (!(zoom >= 0 && zoom <= 22 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85)) return undefined;
  return { zoom, center: [lon, lat] };
}
