import type { NodeId, NodeKind, PlantNode, PlantStatus, Span, SpanId, Support } from "@cuntong/network";
import { sql } from "drizzle-orm";
import { present } from "./bulk.ts";
import { decodeLine, decodePoint } from "./geometry.ts";
import { putObjects, removeObjects } from "./inventory/object-rows.ts";
import { requireProject } from "./projects.ts";
import type { Author, Plant } from "./records.ts";
import { type AtRevision, rowsOf, type Session, type Tx } from "./session.ts";
import { constraintOf, StoreError, sqlState } from "./trouble.ts";
import { refuseRepeated } from "./villages.ts";

/** The existing plant of a project: nodes and spans. */
export interface PlantRows {
  /**
   * Inserts or, by id, replaces; one revision for all. Refuses a span whose end node is neither given nor there (`NODE_UNKNOWN`) and
   * an id given twice (`CODE_REPEATED`).
   */
  put(projectId: string, plant: Plant, author: Author): Promise<AtRevision<{ nodes: number; spans: number }>>;
  /** Refuses a node that a remaining span ends on (`NODE_IN_USE`). */
  remove(
    projectId: string,
    ids: { readonly nodes?: readonly string[]; readonly spans?: readonly string[] },
    author: Author,
  ): Promise<AtRevision<{ nodes: number; spans: number }>>;
  /** The whole plant, in the order of ids. */
  read(projectId: string): Promise<AtRevision<Plant>>;
  node(projectId: string, id: string): Promise<AtRevision<{ node?: PlantNode }>>;
  span(projectId: string, id: string): Promise<AtRevision<{ span?: Span }>>;
  /** Nodes whose id begins with a text or whose name holds it, in the order of ids. */
  search(projectId: string, text: string, limit?: number): Promise<AtRevision<{ nodes: PlantNode[] }>>;
  counts(projectId: string): Promise<AtRevision<{ nodes: number; spans: number; lengthM: number }>>;
}

const plantLayers = ["plant", "nodes", "spans"] as const;

export function plantOf(session: Session): PlantRows {
  return {
    put: async (projectId, plant, author) => {
      try {
        return await session.write({ author, what: "plant.put", projectId, layers: plantLayers }, (tx, revision) =>
          putPlant(tx, projectId, plant, revision),
        );
      } catch (error) {
        throw spanEndTrouble(error) ?? error;
      }
    },
    remove: async (projectId, ids, author) => {
      try {
        return await session.write({ author, what: "plant.remove", projectId, layers: plantLayers }, (tx) =>
          removePlant(tx, projectId, ids.nodes ?? [], ids.spans ?? []),
        );
      } catch (error) {
        if (sqlState(error) !== "23503") throw error;
        throw new StoreError("NODE_IN_USE", "A span that stays ends on a node that should go.", error);
      }
    },
    read: (projectId) =>
      session.read(async (tx) => ({ nodes: await readNodes(tx, projectId), spans: await readSpans(tx, projectId) })),
    node: (projectId, id) =>
      session.read(async (tx) => {
        const [found] = await readNodes(tx, projectId, id);
        return found ? { node: found } : {};
      }),
    span: (projectId, id) =>
      session.read(async (tx) => {
        const [found] = await readSpans(tx, projectId, id);
        return found ? { span: found } : {};
      }),
    search: (projectId, text, limit = 20) =>
      session.read(async (tx) => ({ nodes: await searchNodes(tx, projectId, text.trim().toLowerCase(), limit) })),
    counts: (projectId) => session.read((tx) => readCounts(tx, projectId)),
  };
}

async function putPlant(tx: Tx, projectId: string, { nodes, spans }: Plant, revision: number) {
  await requireProject(tx, projectId);
  refuseRepeated(nodes.map(({ id }) => id));
  refuseRepeated(spans.map(({ id }) => id));
  const unjudged = () => false;
  await putObjects(tx, projectId, "nodes", nodes, revision, unjudged);
  await putObjects(tx, projectId, "spans", spans, revision, unjudged);
  return { nodes: nodes.length, spans: spans.length };
}

function spanEndTrouble(error: unknown): StoreError | undefined {
  if (sqlState(error) !== "23503" || !/^span_(from|to)_node$/.test(constraintOf(error) ?? "")) return undefined;
  return new StoreError("NODE_UNKNOWN", "A span ends on a node that is neither given nor in the project.", error);
}

async function removePlant(tx: Tx, projectId: string, nodes: readonly string[], spans: readonly string[]) {
  const goneSpans = await removeObjects(tx, projectId, "spans", spans);
  const goneNodes = await removeObjects(tx, projectId, "nodes", nodes);
  return { nodes: goneNodes, spans: goneSpans };
}

interface NodeRow {
  id: NodeId;
  kind: NodeKind;
  name: string | null;
  status: PlantStatus;
  geom: string;
}

async function readNodes(tx: Tx, projectId: string, id?: string): Promise<PlantNode[]> {
  const one = id === undefined ? sql`` : sql` and id = ${id}`;
  return nodesOf(
    await rowsOf<NodeRow>(
      tx,
      sql`select id, kind, name, status, geom from node where project_id = ${projectId}${one} order by id`,
    ),
  );
}

async function searchNodes(tx: Tx, projectId: string, key: string, limit: number): Promise<PlantNode[]> {
  if (key === "") return [];
  const rows = await rowsOf<NodeRow>(
    tx,
    sql`select id, kind, name, status, geom from node
      where project_id = ${projectId} and (starts_with(lower(id), ${key}) or strpos(lower(name), ${key}) > 0)
      order by id limit ${Math.min(Math.max(1, Math.trunc(limit)), 1_000)}`,
  );
  return nodesOf(rows);
}

function nodesOf(rows: readonly NodeRow[]): PlantNode[] {
  return rows.map(({ geom, ...rest }) => present({ ...rest, position: decodePoint(geom) }) as PlantNode);
}

interface SpanRow {
  id: SpanId;
  from: NodeId;
  to: NodeId;
  support: Support;
  status: PlantStatus;
  lengthM: number;
  geom: string;
}

async function readSpans(tx: Tx, projectId: string, id?: string): Promise<Span[]> {
  const one = id === undefined ? sql`` : sql` and id = ${id}`;
  const rows = await rowsOf<SpanRow>(
    tx,
    sql`select id, from_node as "from", to_node as "to", support, status, length_m as "lengthM", geom
      from span where project_id = ${projectId}${one} order by id`,
  );
  return rows.map(({ geom, ...rest }) => ({ ...rest, line: decodeLine(geom) }));
}

async function readCounts(tx: Tx, projectId: string) {
  const [row] = await rowsOf<{ nodes: number; spans: number; lengthM: number }>(
    tx,
    sql`select (select count(*) from node where project_id = ${projectId})::integer as nodes, count(*)::integer as spans,
      coalesce(sum(length_m), 0) as "lengthM" from span where project_id = ${projectId}`,
  );
  return row!;
}
