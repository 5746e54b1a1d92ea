// The records of the plant, all plain JSON, and the catalogues that a new project starts with.
export * from "./catalogue/catalogue.ts";
export * from "./records/cable.ts";
export * from "./records/closure.ts";
export * from "./records/colours.ts";
export * from "./records/equipment.ts";
export * from "./records/ids.ts";
export * from "./records/joint.ts";
export * from "./records/node.ts";
export * from "./records/service.ts";
export * from "./records/settings.ts";
export * from "./records/span.ts";
export * from "./records/status.ts";
export * from "./records/tables.ts";
