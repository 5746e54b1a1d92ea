import { docsPage } from "./docs-page.ts";
import type { App } from "./mount.ts";
import { documentHead } from "./openapi.ts";

/** Serves the OpenAPI document and the documentation page of every route mounted on `app`. */
export function mountDocuments(app: App, version: string): void {
  app.get("/api/openapi.json", (c) => c.json(app.getOpenAPI31Document(documentHead(version))));
  const page = docsPage(version);
  app.get("/api/docs", (c) =>
    c.html(page, 200, {
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    }),
  );
}
