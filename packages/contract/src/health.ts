import { z } from "zod";
import { route } from "./route.ts";
import { Revision } from "./words.ts";

export const healthz = route({
  id: "healthz",
  method: "get",
  path: "/healthz",
  tag: "health",
  who: "anyone",
  status: 200,
  summary: "The process answers.",
  answer: z.object({ status: z.literal("ok"), version: z.string() }).meta({ id: "Health" }),
  problems: [],
});

export const readyz = route({
  id: "readyz",
  method: "get",
  path: "/readyz",
  tag: "health",
  who: "anyone",
  status: 200,
  summary: "The store answers and migrations are done.",
  answer: z
    .object({ status: z.literal("ready"), store: z.enum(["embedded", "server"]), revision: Revision })
    .meta({ id: "Ready" }),
  problems: ["UNAVAILABLE"],
});

export const settings = route({
  id: "settings",
  method: "get",
  path: "/api/settings",
  tag: "health",
  who: "viewer",
  status: 200,
  summary: "What the viewer needs to know at start: version, store, basemap.",
  answer: z
    .object({
      version: z.string(),
      store: z.enum(["embedded", "server"]),
      /** Raster tile URL template or MapLibre style URL of a basemap (setting CUNTONG_BASEMAP_URL), with its credit. */
      basemap: z.object({ url: z.string(), kind: z.enum(["raster", "style"]), credit: z.string() }).nullable(),
    })
    .meta({ id: "Settings" }),
  problems: [],
});

export const healthRoutes = [healthz, readyz, settings] as const;
