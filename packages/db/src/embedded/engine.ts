import type { Connection, Report } from "../connection.ts";
import { StoreError } from "../trouble.ts";

export async function openEmbedded(_dataFolder: string, _report: Report): Promise<Connection> {
  throw new StoreError("ENGINE_FAILED", "The embedded engine arrives in the next commit; set DATABASE_URL.");
}
