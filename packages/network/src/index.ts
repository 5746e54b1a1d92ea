export * from "./corridor.ts";
export * from "./corridors-builder.ts";
export * from "./issue.ts";
export * from "./plant.ts";
export * from "./price-book.ts";
export * from "./proposal.ts";
export * from "./result.ts";
export * from "./village.ts";
