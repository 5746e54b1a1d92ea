import { type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import "maplibre-gl/dist/maplibre-gl.css";
import { useSpeaker } from "../language/speaker.ts";
import type { Camera } from "../state/address.ts";
import { CuntongMap, type MapEvents } from "./cuntong-map.ts";
import type { MapHandle } from "./map-handle.ts";
import type { Scene } from "./scene.ts";

interface Props {
  readonly scene: Scene;
  readonly camera: () => Camera | null;
  readonly events: Omit<MapEvents, "onTrouble">;
  readonly ref: RefObject<MapHandle | null>;
}

/** The place on the page where {@link CuntongMap} draws. */
export function MapCanvas({ scene, camera, events, ref }: Props) {
  const { t } = useSpeaker();
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<CuntongMap | null>(null);
  const [trouble, setTrouble] = useState<"webgl" | "tiles" | null>(null);
  const onVillage = useEffectEvent(events.onVillage);
  const onCamera = useEffectEvent(events.onCamera);
  const onSpan = useEffectEvent(events.onSpan);
  const onObject = useEffectEvent(events.onObject);
  const onDrawn = useEffectEvent(events.onDrawn);
  const create = useEffectEvent((container: HTMLElement, listeners: MapEvents) => {
    const labels = {
      "NavigationControl.ZoomIn": t("map.zoomIn"),
      "NavigationControl.ZoomOut": t("map.zoomOut"),
      "Map.Title": t("map.title"),
    };
    return new CuntongMap(container, scene, camera(), labels, listeners);
  });
  // Made once per language: MapLibre takes the words of its controls at birth.
  useEffect(() => {
    const container = holder.current;
    if (!container) return;
    try {
      map.current = create(container, {
        onVillage: (code) => onVillage(code),
        onCamera: (at) => onCamera(at),
        onSpan: (id) => onSpan(id),
        onObject: (object) => onObject(object),
        onDrawn: (task, line) => onDrawn(task, line),
        onTrouble: setTrouble,
      });
    } catch {
      setTrouble("webgl");
    }
    return () => {
      map.current?.remove();
      map.current = null;
    };
  }, []);
  useEffect(() => map.current?.update(scene), [scene]);
  useImperativeHandle(ref, () => ({ viewRing: () => map.current?.viewRing() ?? null }), []);
  return (
    <>
      <div ref={holder} className="map-canvas" />
      {trouble && (
        <p className="map-trouble" role="alert">
          {t(trouble === "webgl" ? "map.noWebgl" : "map.noTiles")}
        </p>
      )}
    </>
  );
}
