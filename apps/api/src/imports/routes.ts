import * as contract from "@cuntong/contract";
import { type App, mount } from "../http/mount.ts";
import type { Imports } from "./imports.ts";
import { importAnswer, reportCsv } from "./report.ts";

export function mountImports(app: App, { imports }: { readonly imports: Imports }): void {
  mount(app, contract.createImport, async ({ params, query, request, idempotencyKey }) => {
    const asked = { ...params, ...query };
    const { revision, import: created } = await imports.create(
      asked,
      request,
      contract.createImport.bodyLimitBytes,
      idempotencyKey,
    );
    return { revision, import: importAnswer(created) };
  });

  mount(app, contract.getImport, async ({ params }) => {
    const { revision, import: found } = await imports.get(params.importId);
    return { revision, import: importAnswer(found) };
  });

  mount(app, contract.importReport, async ({ params }) => {
    const { import: found } = await imports.get(params.importId);
    return new Response(new Uint8Array(reportCsv(found)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="report-${found.id.slice(0, 8)}.csv"`,
      },
    });
  });

  mount(app, contract.commitImport, async ({ params, body }) => {
    const { revision, import: committed } = await imports.commit(params.importId, body.goodRowsOnly);
    return { revision, import: importAnswer(committed) };
  });

  mount(app, contract.discardImport, ({ params }) => imports.discard(params.importId));
}
