import type { Proposal, ProposedNode, ProposedSpan, ProposedVillage, SpanId, VillageCode } from "@cuntong/network";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { inChunks, present } from "./bulk.ts";
import { decodeLine, encodeEwkb } from "./geometry.ts";
import { proposalVillage } from "./schema.ts";
import { rowsOf, type Tx } from "./session.ts";
import { countProposal } from "./statistics.ts";

/** Lays a proposal out in rows for tiles and clicks. Feature ids count from 1 within the plan. */
export async function putProposal(tx: Tx, planId: string, { spans, nodes, villages }: Proposal): Promise<void> {
  const numbered = <T>(records: readonly T[]) => records.map((record, i) => ({ record, fid: i + 1 }));
  await inChunks(numbered(spans), spanRow, (rows) =>
    tx.execute(sql`
      insert into proposal_span (plan_id, fid, id, from_node, to_node, support, corridor_class, reuses, length_m, cost_fen,
        villages_beyond, quantities, crossings, geom)
      select ${planId}, r.fid, r.id, r.a, r.b, r.support, r.class, r.reuses, r.m, r.fen, r.beyond, r.quantities, r.crossings,
        r.geom::geometry
      from ${rows} as r (fid integer, id text, a text, b text, support text, class text, reuses text, m double precision,
        fen bigint, beyond integer, quantities jsonb, crossings jsonb, geom text)`),
  );
  await inChunks(numbered(nodes), nodeRow, (rows) =>
    tx.execute(sql`
      insert into proposal_node (plan_id, fid, id, kind, existing, village_code, geom)
      select ${planId}, r.fid, r.id, r.kind, r.existing, r.village, r.geom::geometry
      from ${rows} as r (fid integer, id text, kind text, existing boolean, village text, geom text)`),
  );
  await inChunks(numbered(villages), villageRow, (rows) =>
    tx.execute(sql`
      insert into proposal_village (plan_id, fid, code, name, county_code, state, people, households, node_id, root_node_id, path_m,
        share_fen, reason, gap_m, nearest, geom)
      select ${planId}, r.fid, r.code, r.name, r.county, r.state, r.people, r.households, r.node, r.root, r.path, r.share, r.reason,
        r.gap, r.nearest::geometry, r.geom::geometry
      from ${rows} as r (fid integer, code text, name text, county text, state text, people integer, households integer, node text,
        root text, path double precision, share bigint, reason text, gap double precision, nearest text, geom text)`),
  );
  await countProposal(tx, spans.length + nodes.length + villages.length);
}

interface Numbered<T> {
  readonly record: T;
  readonly fid: number;
}

function spanRow({ record, fid }: Numbered<ProposedSpan>) {
  const {
    id,
    from,
    to,
    support,
    corridorClass,
    reuses,
    lengthM,
    costFen,
    villagesBeyond,
    quantities,
    crossings,
    line,
  } = record;
  return {
    ...{
      fid,
      id,
      a: from,
      b: to,
      support,
      class: corridorClass,
      reuses,
      m: lengthM,
      fen: costFen,
      beyond: villagesBeyond,
    },
    ...{ quantities, crossings, geom: encodeEwkb({ type: "LineString", coordinates: line }) },
  };
}

function nodeRow({ record: { id, kind, existing, villageCode, position }, fid }: Numbered<ProposedNode>) {
  return { fid, id, kind, existing, village: villageCode, geom: encodeEwkb({ type: "Point", coordinates: position }) };
}

function villageRow({ record: village, fid }: Numbered<ProposedVillage>) {
  const { code, name, countyCode: county, people, households, position } = village;
  const geom = encodeEwkb({ type: "Point", coordinates: position });
  const plain = { fid, code, name, county, people, households, geom, state: village.state };
  if (village.state === "connected") {
    return { ...plain, node: village.nodeId, root: village.rootNodeId, path: village.pathM, share: village.shareFen };
  }
  if (village.state === "left-out") return { ...plain, reason: village.reason };
  const nearest = encodeEwkb({ type: "Point", coordinates: village.nearest });
  return { ...plain, reason: village.reason, gap: village.gapM, nearest };
}

export async function readProposedVillage(tx: Tx, planId: string, code: string): Promise<ProposedVillage | undefined> {
  const [row] = await tx
    .select()
    .from(proposalVillage)
    .where(and(eq(proposalVillage.planId, planId), eq(proposalVillage.code, code as VillageCode)));
  if (!row) return undefined;
  const { planId: _plan, fid: _fid, geom, nearest, ...rest } = row;
  return present({
    ...rest,
    position: geom.coordinates,
    nearest: nearest?.coordinates,
  }) as ProposedVillage;
}

const spanColumns = sql`s.id, s.from_node as "from", s.to_node as "to", s.support, s.corridor_class as "corridorClass",
  s.reuses, s.length_m as "lengthM", s.cost_fen::double precision as "costFen", s.quantities, s.crossings, s.villages_beyond as "villagesBeyond", s.geom`;

type SpanRow = Omit<ProposedSpan, "line" | "reuses"> & { readonly geom: string; readonly reuses: SpanId | null };

async function spansOf(tx: Tx, query: SQL): Promise<ProposedSpan[]> {
  const rows = await rowsOf<SpanRow>(tx, query);
  return rows.map(({ geom, reuses, ...rest }) => ({
    ...rest,
    ...(reuses === null ? {} : { reuses }),
    line: decodeLine(geom),
  }));
}

export async function readProposedSpan(tx: Tx, planId: string, spanId: string): Promise<ProposedSpan | undefined> {
  const where = sql`where s.plan_id = ${planId} and s.id = ${spanId}`;
  return (await spansOf(tx, sql`select ${spanColumns} from proposal_span s ${where}`))[0];
}

/** The new spans from a village's node to the existing plant, village first: a proposal is a forest, so each node has one way in. */
export function pathToRoot(tx: Tx, planId: string, nodeId: string): Promise<ProposedSpan[]> {
  return spansOf(
    tx,
    sql`with recursive up as (
        select fid, from_node, 1 as step from proposal_span where plan_id = ${planId} and to_node = ${nodeId}
        union all
        select s.fid, s.from_node, up.step + 1 from up join proposal_span s on s.plan_id = ${planId} and s.to_node = up.from_node
        where up.step < 1000000)
      select ${spanColumns} from up join proposal_span s on s.plan_id = ${planId} and s.fid = up.fid order by up.step`,
  );
}
