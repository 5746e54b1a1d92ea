import type { Position } from "@cuntong/geo";
import { createContext, type RefObject, use } from "react";

/** What a panel may ask of the map besides showing a scene. */
export interface MapHandle {
  /** The corners of what is seen; null while there is no map. */
  viewRing(): readonly Position[] | null;
}

export const MapHandleContext = createContext<RefObject<MapHandle | null>>({ current: null });

export function useMapHandle(): MapHandle {
  const holder = use(MapHandleContext);
  return { viewRing: () => holder.current?.viewRing() ?? null };
}
