import { healthz, readyz, settings as settingsRoute } from "@cuntong/contract";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Settings } from "../settings.ts";

export interface HealthParts {
  readonly storeKind: "embedded" | "server";
  readonly settings: Settings;
  /** The store's present revision; rejects where the store does not answer. */
  readonly revision: () => Promise<number>;
}

export function mountHealth(app: App, { storeKind, settings, revision }: HealthParts): void {
  mount(app, healthz, async () => ({ status: "ok" as const, version: settings.version }));

  mount(app, readyz, async () => {
    const now = await revision().catch((error: Error) => {
      throw new Refusal("UNAVAILABLE", `The store does not answer: ${error.message}`);
    });
    return { status: "ready" as const, store: storeKind, revision: now };
  });

  mount(app, settingsRoute, async () => ({
    version: settings.version,
    store: storeKind,
    basemap: settings.basemap,
  }));
}
