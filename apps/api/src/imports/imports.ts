import { rm } from "node:fs/promises";
import type { ImportKind } from "@cuntong/contract";
import { type AtRevision, type Import, type Store, StoreError } from "@cuntong/db";
import { type Issue, isClean } from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { Refusal } from "../http/problem.ts";
import { jsonOf } from "../json.ts";
import { idsFor } from "../plant/operations.ts";
import type { Settings } from "../settings.ts";
import type { ReadAnswer, ReadTask } from "./messages.ts";
import { issuesShown, Report } from "./report.ts";
import { type Staged, takeImport } from "./take.ts";
import { readInThread } from "./thread.ts";
import { Turns } from "./turns.ts";
import { receive, type Upload } from "./upload.ts";

export interface ImportsOptions {
  readonly store: Store;
  readonly files: DataFolder;
  readonly settings: Settings;
}

/** What a file is said to hold. */
export type ImportRequest = Pick<ReadTask, "kind" | "fileName" | "datum"> & { readonly projectId: string };

/** Files from outside on their way into a project: received, read, reported, and then taken or dropped. */
export class Imports {
  readonly #options: ImportsOptions;
  readonly #stopping = new AbortController();
  /** Files are read one after another: each may take much memory. */
  readonly #reads = new Turns();
  /** Imports are taken and dropped one after another: each adds to what the project's record says before. */
  readonly #settles = new Turns();

  private constructor(options: ImportsOptions) {
    this.#options = options;
  }

  /** Removes the uploads that no import waits for: a killed server's. */
  static async open(options: ImportsOptions): Promise<Imports> {
    const { store, files } = options;
    const inUse = new Set<string>();
    const { projects } = await store.projects.list();
    for (const { id } of projects) {
      const { imports } = await store.imports.list(id);
      for (const entry of imports) if (entry.state === "staged") inUse.add(entry.id);
    }
    await files.sweepUploads(inUse);
    return new Imports(options);
  }

  /**
   * Receives, reads and reports a file; nothing of the project changes. Refuses with the report, and the import's id, when a row is bad. Under a key its id follows from the key:
   * asked for again it is there, and answered as it was.
   */
  async create(
    request: ImportRequest,
    body: Request,
    limitBytes: number,
    key: string | undefined,
  ): Promise<AtRevision<{ import: Import }>> {
    const { store, files, settings } = this.#options;
    await store.projects.get(request.projectId);
    const id = idsFor(`import ${request.projectId}`, key)();
    const known = key === undefined ? undefined : await this.#known(id, request);
    if (known) return { revision: await store.revision(), import: reported(known) };
    const upload = await receive(body, files.upload(`${id}.part`), limitBytes);
    try {
      const task = await this.#taskOf(request, upload.path, files.upload(id));
      const outcome = await this.#reads.take(() => readInThread(task, settings.readLimitMs, this.#stopping.signal));
      const answer = outcome.ok ? outcome.answer : nothingRead(request.kind, outcome.issue);
      if (answer.records.kind === "elevation" && answer.good > 0) await files.settleUpload(upload.path, id);
      const staged = await this.#stage(id, request, upload, answer);
      return { revision: await store.revision(), import: staged };
    } finally {
      await rm(upload.path, { force: true });
    }
  }

  async #known(id: string, { kind, fileName }: ImportRequest): Promise<Import | undefined> {
    const known = await this.#options.store.imports.get(id).catch((error) => {
      if (error instanceof StoreError && error.code === "IMPORT_UNKNOWN") return undefined;
      throw error;
    });
    if (!known) return undefined;
    if (known.import.kind === kind && known.import.fileName === fileName) return known.import;
    throw new StoreError("KEY_REUSED", `Its key was used for ${known.import.fileName}.`);
  }

  async #taskOf({ kind, fileName, datum, projectId }: ImportRequest, path: string, outPath: string): Promise<ReadTask> {
    const { store, files } = this.#options;
    const { project } = await store.projects.get(projectId);
    const { counties } = kind === "villages" ? await store.landscape.countyShapes(projectId) : { counties: [] };
    return {
      ...{ kind, path, fileName, datum, outPath },
      counties: counties.map(({ code, name, shape }) => ({ code, name, area: shape })),
      ...(project.corridors && kind !== "corridors" ? { referenceFile: files.path(project.corridors.file) } : {}),
    };
  }

  async #stage(id: string, request: ImportRequest, upload: Upload, answer: ReadAnswer): Promise<Import> {
    const { records, ...facts } = answer;
    const { sizeBytes, sha256 } = upload;
    const report = jsonOf({ sizeBytes, sha256, ...facts });
    const { projectId, kind, fileName } = request;
    return reported(await this.#options.store.imports.stage({ id, projectId, kind, fileName, report }, records));
  }

  get(id: string): Promise<AtRevision<{ import: Import }>> {
    return this.#options.store.imports.get(id);
  }

  /** Takes an import into its project; with errors in it only when `goodRowsOnly`. */
  commit(id: string, goodRowsOnly: boolean): Promise<AtRevision<{ import: Import }>> {
    return this.#settles.take(() => this.#commit(id, goodRowsOnly));
  }

  async #commit(id: string, goodRowsOnly: boolean): Promise<AtRevision<{ import: Import }>> {
    const { store, files } = this.#options;
    const { import: found } = await store.imports.get(id);
    if (found.state !== "staged") throw new Refusal("CONFLICT", `The import is ${found.state} already.`);
    const report = Report.parse(found.report);
    const issues: readonly Issue[] = found.report.issues as unknown as readonly Issue[];
    if (report.good === 0) throw badRows(issues, id, "The file has nothing good in it.");
    if (!isClean(issues) && !goodRowsOnly) throw badRows(issues, id);
    const records = (await store.imports.records(id)) as Staged["records"];
    const { projectId, fileName } = found;
    await takeImport(store, files, { records, upload: files.upload(id), projectId, fileName, sha256: report.sha256 });
    await store.imports.settle(id, "committed");
    return store.imports.get(id);
  }

  /** Drops an import that was not taken, with its file. */
  discard(id: string): Promise<void> {
    return this.#settles.take(async () => {
      await this.#options.store.imports.settle(id, "discarded");
      await rm(this.#options.files.upload(id), { force: true });
    });
  }

  /** Ends the reading threads; their requests fail. */
  async close(): Promise<void> {
    this.#stopping.abort(new Refusal("UNAVAILABLE", "The server stops."));
  }
}

/** An import whose rows are good; refuses one that has bad ones. */
function reported(staged: Import): Import {
  const issues = staged.report.issues as unknown as readonly Issue[];
  if (!isClean(issues)) throw badRows(issues, staged.id);
  return staged;
}

function nothingRead(kind: ImportKind, issue: Issue): ReadAnswer {
  const empty = { issues: [issue], rows: 0, good: 0, counts: {}, datumUsed: null };
  return { ...empty, records: { kind: "villages", villages: [], credits: [] }, counts: { [kind]: 0 } };
}

function badRows(issues: readonly Issue[], importId: string, detail?: string): Refusal {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  const counted = `${errors} ${errors === 1 ? "error" : "errors"} in the file; its good rows can still be taken.`;
  return new Refusal("UNPROCESSABLE", detail ?? counted, { issues: issues.slice(0, issuesShown), importId });
}
