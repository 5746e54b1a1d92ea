/** Branded ids: strings outside, dense integers inside algorithms. */
type Id<Name extends string> = string & { readonly brand: Name };

export type NodeId = Id<"NodeId">;
export type SpanId = Id<"SpanId">;
export type DuctId = Id<"DuctId">;
export type CableId = Id<"CableId">;
export type CableTypeId = Id<"CableTypeId">;
export type ClosureId = Id<"ClosureId">;
export type ClosureTypeId = Id<"ClosureTypeId">;
export type SplitterId = Id<"SplitterId">;
export type SplitterTypeId = Id<"SplitterTypeId">;
export type EquipmentId = Id<"EquipmentId">;
export type SpliceId = Id<"SpliceId">;
export type PatchId = Id<"PatchId">;
export type CircuitId = Id<"CircuitId">;
export type DropId = Id<"DropId">;
export type ServiceId = Id<"ServiceId">;
export type AttachmentId = Id<"AttachmentId">;
export type SettingsId = Id<"SettingsId">;

/** Where the ids of new objects come from: a name never given before, e.g. a UUID. The caller brings it, so that operations stay pure. */
export type NewId = () => string;
