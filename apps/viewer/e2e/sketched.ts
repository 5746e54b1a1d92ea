import { applyPlantChange, type Client, createClient, createProject, getPlant } from "@cuntong/contract";
import { sketch } from "@cuntong/network/testing";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { chromiumPath } from "./needs.ts";
import { openStage } from "./stage.ts";

/** A small plant as built: a line terminal, a closure with a splitter, a second closure, and two villages. */
export const drawn = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

/** Where a node of it stands. */
export const placeOf = (id: string) => [...(drawn.network.get("nodes", id)?.position ?? [0, 0])] as [number, number];

/** A server that holds the small plant as a project, and a browser. */
export interface SketchedStage {
  readonly url: string;
  readonly client: Client;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function openSketched(projectId: string): Promise<SketchedStage> {
  const stage = await openStage();
  const client = createClient(stage.url);
  const browser = await launchBrowser(chromiumPath);
  const params = { projectId };
  await client.call(createProject, { body: { id: projectId, name: projectId } });
  const { plantRevision } = await client.call(getPlant, { params });
  const body = { note: "as built", put: drawn.records, remove: {} };
  await client.call(applyPlantChange, { params, body: body as never, ifMatch: plantRevision });
  const close = async () => {
    await browser.close();
    await stage.close();
  };
  return { url: stage.url, client, browser, close };
}
