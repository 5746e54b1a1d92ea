import { corridorClasses, nodeKinds, plantStatuses, priceUnits, supports, villageStatuses } from "@cuntong/network";
import { z } from "zod";

/** Words that several routes share, as zod schemas. */
export const Position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ id: "Position", description: "[lon, lat] in degrees, WGS 84" });
export const Extent = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .meta({ id: "Extent", description: "[west, south, east, north] in degrees, WGS 84" });
export const Line = z.array(Position).min(2).meta({ id: "Line" });
export const Fen = z.number().int().meta({ id: "Fen", description: "Money in fen (1/100 yuan)" });
export const Revision = z
  .number()
  .int()
  .min(0)
  .meta({ id: "Revision", description: "The store's revision that the answer was computed on" });
export const Instant = z.iso.datetime().meta({ id: "Instant" });
export const Support = z.enum(supports).meta({ id: "Support" });
export const NodeKind = z.enum(nodeKinds).meta({ id: "NodeKind" });
export const CorridorClass = z.enum(corridorClasses).meta({ id: "CorridorClass" });
export const PlantStatus = z.enum(plantStatuses).meta({ id: "PlantStatus" });
export const VillageStatus = z.enum(villageStatuses).meta({ id: "VillageStatus" });
export const PriceUnit = z.enum(priceUnits).meta({ id: "PriceUnit" });
export const Datum = z.enum(["auto", "WGS84", "CGCS2000", "GCJ02", "BD09"]).meta({ id: "Datum" });

export const ProjectId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .meta({ id: "ProjectId" });
export const PlanId = z.uuid().meta({ id: "PlanId" });
export const ImportId = z.uuid().meta({ id: "ImportId" });
/** A service that villages ask for, as a list of villages names it. */
export const ServiceName = z.string().min(1).max(200).meta({ id: "ServiceName" });
export const VillageCode = z.string().min(1).max(64).meta({ id: "VillageCode" });

/** One thing wrong in somebody's data. */
export const Issue = z
  .object({
    severity: z.enum(["error", "warning", "info"]),
    code: z.string(),
    place: z.object({
      file: z.string().optional(),
      layer: z.string().optional(),
      block: z.string().optional(),
      sheet: z.string().optional(),
      row: z.number().int().optional(),
      feature: z.number().int().optional(),
      field: z.string().optional(),
      lon: z.number().optional(),
      lat: z.number().optional(),
      offset: z.number().int().optional(),
    }),
    value: z.string().optional(),
    message: z.string(),
    suggestion: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: "Issue" });

/** RFC 9457 problem+json, with Cuntong's stable `code`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    issues: z.array(Issue).optional(),
    /** Where there is an import behind the problem: its id, so that good rows can still be taken. */
    importId: ImportId.optional(),
    /** Where others have changed the same: what the two do not agree on, object by object and field by field. */
    conflicts: z.array(z.unknown()).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

export const StatusCounts = z.record(VillageStatus, z.number().int()).meta({ id: "StatusCounts" });
