import type { Role } from "@cuntong/contract";

/** A basemap that the viewer draws under everything else. */
export interface Basemap {
  readonly url: string;
  readonly kind: "raster" | "style";
  readonly credit: string;
}

export interface Settings {
  readonly version: string;
  readonly basemap: Basemap | null;
  /** Planning workers that may run at one time. */
  readonly planWorkers: number;
  /** Milliseconds that a hostile upload may take to be read before its worker is ended. */
  readonly readLimitMs: number;
  /** Folder with `andorra.osm.pbf`; absent where it is not on this machine. */
  readonly osmFolder?: string;
  /** Role of a caller. Until sign-in exists everybody on loopback is the operator. */
  readonly roleOf?: (request: Request) => Role;
}

export const defaultSettings: Settings = {
  version: "0.1.0",
  basemap: null,
  planWorkers: 1,
  readLimitMs: 300_000,
};

/** Settings from environment variables: CUNTONG_BASEMAP_URL, CUNTONG_BASEMAP_CREDIT, CUNTONG_OSM_FOLDER. */
export function settingsFromEnv(env: Readonly<Record<string, string | undefined>>): Settings {
  const { CUNTONG_BASEMAP_URL: url, CUNTONG_BASEMAP_CREDIT: credit = "", CUNTONG_OSM_FOLDER: osmFolder } = env;
  return { ...defaultSettings, basemap: url ? basemapOf(url, credit) : null, ...(osmFolder ? { osmFolder } : {}) };
}

/** A URL with `{z}`, `{x}` and `{y}` (or `{TileRow}` ...) is a raster template, any other a MapLibre style. */
function basemapOf(url: string, credit: string): Basemap {
  if (!URL.canParse(url)) throw new Error(`CUNTONG_BASEMAP_URL is not a URL: ${url}`);
  return { url, kind: /\{[xz]\}/.test(url) ? "raster" : "style", credit };
}
