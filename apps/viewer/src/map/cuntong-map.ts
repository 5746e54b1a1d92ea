import type { Position } from "@cuntong/geo";
import type { Ref } from "@cuntong/network";
import { Map as LibreMap, type MapMouseEvent, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Camera } from "../state/address.ts";
import type { Flight, PenTask } from "../state/workspace.ts";
import { withBasemapStyle } from "./basemap-style.ts";
import type { MapPen } from "./map-pen.ts";
import type { MapShaper } from "./map-shaper.ts";
import { drawMark, markRatio } from "./marks.ts";
import type { Scene } from "./scene.ts";
import { buildStyle, designHitLayers, plantHitLayers, spanHitLayers, villageHitLayers } from "./style.ts";

setWorkerUrl(workerUrl);

/** What the map tells the page. */
export interface MapEvents {
  onVillage(code: string | null): void;
  onCamera(camera: Camera): void;
  onSpan(id: string): void;
  /** An object of the plant, in its room; null where nothing is. */
  onObject(object: Ref | null): void;
  /** Drawn by hand: the ring of a polygon (first position not repeated) or a line. */
  onDrawn(task: PenTask, line: readonly Position[]): void;
  /** The map cannot draw: no WebGL, or its tiles do not answer. Null when it can again. */
  onTrouble(trouble: "webgl" | "tiles" | null): void;
}

/** What lies under the pointer: a village, or (null) a point that stands for many; a span, or one drawn too small to tell apart; plant. */
type Hit =
  | { readonly kind: "object"; readonly object: Ref }
  | { readonly kind: "village"; readonly code: string | null }
  | { readonly kind: "span"; readonly id: string | null };

/** What a card covers of the map's left side, in pixels. */
const cardWidth = 370;

/** The whole of China's south, until a project says where it lies. */
const firstCamera: Camera = { center: [108.3, 23.8], zoom: 5 };

/**
 * Owns MapLibre. It is given plain {@link Scene} values and draws the difference; nothing else of the viewer touches the map object.
 */
export class CuntongMap {
  readonly #map: LibreMap;
  readonly #events: MapEvents;
  #scene: Scene;
  #hovered: string | null = null;
  #turn = 0;
  #ready = false;
  #pen: MapPen | MapShaper | null = null;
  #basemapStyle: { readonly url: string; readonly style: unknown } | null = null;

  /** Throws where the browser has no WebGL 2. */
  constructor(container: HTMLElement, scene: Scene, camera: Camera | null, labels: MapLabels, events: MapEvents) {
    this.#scene = scene;
    this.#events = events;
    this.#map = new LibreMap({
      container,
      style: buildStyle(scene),
      center: [...(camera ?? firstCamera).center],
      zoom: (camera ?? firstCamera).zoom,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxPitch: 0,
      maxZoom: 17.5,
      minZoom: 3,
      fadeDuration: 120,
      localIdeographFontFamily: '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif',
      locale: labels,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.#map.addControl(new ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-left");
    this.#map.setMissingStyleImageResolver((name) => this.#addMark(name));
    this.#listen();
    // A map made anew (another language) stays where it looked.
    if (camera) this.#turn = scene.flight?.turn ?? 0;
    else this.#fly(scene.flight);
    this.#loadBasemapStyle();
  }

  /** Draws the difference between the last scene and this one. */
  update(scene: Scene): void {
    const last = this.#scene;
    this.#scene = scene;
    if (last.basemap?.url !== scene.basemap?.url) this.#loadBasemapStyle();
    // A pen in use keeps layers of its own on the map, which a new style would take away.
    if (scene.pen !== this.#pen?.task) this.#lift();
    // Look there first, so that only tiles that will be seen are asked for.
    this.#fly(scene.flight);
    if (!this.#pen) this.#draw();
    if (scene.pen && scene.pen !== last.pen) void this.#takePen(scene.pen);
  }

  /** The corners of what is seen, as a ring. */
  viewRing(): Position[] {
    const bounds = this.#map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    return [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
  }

  remove(): void {
    this.#lift();
    this.#map.remove();
  }

  #draw(): void {
    // A style that is still being taken in cannot be compared with: drawn when it is.
    if (!this.#ready) return;
    const style = buildStyle(this.#scene);
    const below = this.#scene.hidden.has("basemap") ? null : this.#basemapStyle;
    this.#map.setStyle(below ? withBasemapStyle(style, below.style) : style, { diff: true });
  }

  #listen(): void {
    const map = this.#map;
    map.once("style.load", () => {
      this.#ready = true;
      this.#draw();
    });
    map.on("click", (event) => this.#scene.pen || this.#choose(event));
    map.on("mousemove", (event) => this.#scene.pen || this.#hover(this.#hitAt(event)));
    map.on("moveend", () => {
      const { lng, lat } = map.getCenter();
      this.#events.onCamera({ center: [lng, lat], zoom: map.getZoom() });
    });
    map.on("error", ({ error }) => {
      if (/AJAXError|fetch|network/i.test(error.message)) this.#events.onTrouble("tiles");
    });
    map.on("movestart", () => this.#events.onTrouble(null));
    // Whether all is drawn is told on the page itself, for those who drive it.
    const tell = (state: "busy" | "idle") => {
      map.getCanvas().dataset.map = state;
    };
    // After a busy moment that changes no pixel MapLibre says nothing more: one more frame makes it tell.
    const busy = () => {
      tell("busy");
      map.triggerRepaint();
    };
    for (const event of ["movestart", "styledata", "sourcedataloading"] as const) map.on(event, busy);
    map.on("idle", () => tell("idle"));
  }

  /** A click on a village or a span chooses it; on what stands for many it goes nearer. */
  #choose(event: MapMouseEvent): void {
    const hit = this.#hitAt(event);
    if (hit?.kind === "object") this.#events.onObject(hit.object);
    else if (hit?.kind === "village" && hit.code !== null) this.#events.onVillage(hit.code);
    else if (hit?.kind === "span" && hit.id !== null) this.#events.onSpan(hit.id);
    else if (hit)
      this.#fly({
        turn: this.#turn + 0.5,
        center: event.lngLat.toArray(),
        zoom: hit.kind === "village" ? 8.6 : this.#map.getZoom() + 2,
      });
    else if (this.#scene.way) return;
    else if (this.#scene.room === "plant") this.#events.onObject(null);
    else this.#events.onVillage(null);
  }

  #hitAt({ point }: MapMouseEvent): Hit | null {
    if (this.#scene.room === "plant") return this.#plantAt(point);
    const village = this.#nearest(point, 6, villageHitLayers);
    if (village) return { kind: "village", code: textOf(village.code) };
    const span = this.#nearest(point, 5, spanHitLayers);
    return span && { kind: "span", id: textOf(span.id) };
  }

  /** In the plant's room nodes come before villages, and both before spans. */
  #plantAt(point: MapMouseEvent["point"]): Hit | null {
    if (this.#scene.way) return this.#stopAt(point);
    const node = textOf(this.#nearest(point, 7, plantHitLayers.nodes)?.id);
    if (node !== null) return { kind: "object", object: { table: "nodes", id: node } };
    const village = this.#nearest(point, 6, villageHitLayers);
    const code = village && textOf(village.code);
    if (village)
      return code === null
        ? { kind: "village", code }
        : { kind: "object", object: { table: "villages", id: code ?? "" } };
    const span = this.#nearest(point, 5, plantHitLayers.spans);
    const id = span && textOf(span.id);
    if (!span) return null;
    return id === null ? { kind: "span", id } : { kind: "object", object: { table: "spans", id } };
  }

  /** While a way is picked: a node, else a span, of the plant or made by the open design. */
  #stopAt(point: MapMouseEvent["point"]): Hit | null {
    for (const [table, reach] of [
      ["nodes", 7],
      ["spans", 5],
    ] as const) {
      const made = this.#nearest(point, reach, designHitLayers[table]);
      const drawn = made?.table === table ? made : this.#nearest(point, reach, plantHitLayers[table]);
      const id = textOf(drawn?.id);
      if (id !== null) return { kind: "object", object: { table, id } };
    }
    return null;
  }

  /** Properties of what is drawn within `reach` pixels in some layers. */
  #nearest(
    { x, y }: MapMouseEvent["point"],
    reach: number,
    names: readonly string[],
  ): Readonly<Record<string, unknown>> | null {
    const layers = names.filter((layer) => this.#map.getLayer(layer));
    if (layers.length === 0) return null;
    const box: [[number, number], [number, number]] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    return this.#map.queryRenderedFeatures(box, { layers })[0]?.properties ?? null;
  }

  #hover(hit: Hit | null): void {
    this.#map.getCanvas().style.cursor = hit ? "pointer" : "";
    const code = hit?.kind === "village" ? hit.code : null;
    if (code === this.#hovered || !this.#map.getSource("villages")) return;
    for (const [id, hover] of [
      [this.#hovered, false],
      [code, true],
    ] as const)
      if (id !== null) this.#map.setFeatureState({ source: "villages", sourceLayer: "villages", id }, { hover });
    this.#hovered = code;
  }

  #fly(flight: Flight | null): void {
    if (!flight || flight.turn === this.#turn) return;
    this.#turn = flight.turn;
    // The first look at a project is no journey: flying there would ask for tiles all the way.
    const still = flight.turn === 1 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const duration = still ? 0 : 900;
    if ("extent" in flight)
      this.#map.fitBounds([...flight.extent], { padding: this.#padding(), maxZoom: 13, duration });
    else this.#map.easeTo({ center: [...flight.center], zoom: Math.max(flight.zoom, this.#map.getZoom()), duration });
  }

  /** Room around an extent in pixels: a wide map leaves more on the right, where the legend lies; and what a village's card covers, where its ways are looked at. */
  #padding(): { top: number; right: number; bottom: number; left: number } {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const edge = Math.min(44, width / 12, height / 12);
    const [isWide, hasCard] = [width > 900, this.#scene.fault?.ways != null];
    return {
      top: edge,
      right: isWide ? 180 : edge,
      bottom: hasCard && width < 700 ? height / 2 : edge,
      left: hasCard && width >= 700 ? cardWidth : edge,
    };
  }

  #addMark(name: string): void {
    const image = drawMark(name);
    if (image && !this.#map.hasImage(name)) this.#map.addImage(name, image, { pixelRatio: markRatio });
  }

  async #takePen(task: PenTask): Promise<void> {
    const onDrawn = (line: Position[]) => this.#events.onDrawn(task, line);
    const isWanted = () => this.#scene.pen === task && !this.#pen;
    // Terra Draw is only fetched by those who draw.
    if (task === "reshape" || task === "move") {
      const { MapShaper } = await import("./map-shaper.ts");
      const { subject } = this.#scene;
      if (isWanted() && subject?.task === task) this.#pen = new MapShaper(this.#map, subject, onDrawn);
      return;
    }
    const { MapPen } = await import("./map-pen.ts");
    if (isWanted()) this.#pen = new MapPen(this.#map, task, onDrawn);
  }

  #lift(): void {
    this.#pen?.stop();
    this.#pen = null;
  }

  #loadBasemapStyle(): void {
    const basemap = this.#scene.basemap;
    this.#basemapStyle = null;
    if (basemap?.kind !== "style") return;
    fetch(basemap.url)
      .then((answer) => answer.json())
      .then((style: unknown) => {
        if (this.#scene.basemap?.url !== basemap.url) return;
        this.#basemapStyle = { url: basemap.url, style };
        if (!this.#pen) this.#draw();
      })
      .catch(() => this.#events.onTrouble("tiles"));
  }
}

/** Words of MapLibre's own controls. */
export type MapLabels = Record<string, string>;

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
