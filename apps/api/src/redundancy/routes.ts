import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import type { Extent } from "@cuntong/geo";
import {
  type CircuitId,
  type ComparedWay,
  compareWays,
  type Network,
  type NodeId,
  type SpanId,
  type VillageGrade,
} from "@cuntong/network";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";
import { Assessments } from "./assessments.ts";
import { gradeTable } from "./grade-table.ts";
import { pointNamed } from "./point-named.ts";
import { pointsInside } from "./points-map.ts";
import { refused } from "./refused.ts";
import type { Reinforcements } from "./reinforcements.ts";
import { villagesInside } from "./villages-map.ts";

export interface RedundancyParts {
  readonly store: Store;
  readonly reinforcements: Reinforcements;
  readonly streams: EventStreams;
}

export function mountRedundancy(app: App, { store, reinforcements, streams }: RedundancyParts): void {
  const assessments = new Assessments(store);
  mountGrades(app, assessments, store);
  mountPoints(app, assessments);
  mount(app, contract.compareCircuits, async ({ body: { projectId, a, b, withinM } }) => {
    const { revision, network } = await store.inventory.network(projectId);
    return { ...refused(compareWays(network, wayOf(a), wayOf(b), withinM)), revision };
  });
  mount(app, contract.reinforcePlant, async ({ body }) => {
    const task = await reinforcements.prepare(body);
    return eventStream(streams, async (send, signal) => {
      const tell = (fraction: number) => send("progress", { fraction });
      send("end", contract.Reinforcement.parse(await reinforcements.run(task, tell, signal)));
    });
  });
}

function mountGrades(app: App, assessments: Assessments, store: Store): void {
  mount(app, contract.getRedundancy, async ({ query }) => {
    const { revision, redundancy } = await assessments.of(query.projectId, query.parallelWithinM);
    const { nodes, spans, headends, sharedRisks, totals, villagesWithoutPeople, counties, points } = redundancy;
    return {
      ...{ revision, nodes, spans, headends, sharedRisks, ...totals, villagesWithoutPeople, counties },
      pointCount: points.count,
      points: points.page(0, query.limit),
    };
  });

  mount(app, contract.gradesCsv, async ({ query: { projectId, parallelWithinM } }) => {
    const { revision, redundancy } = await assessments.of(projectId, parallelWithinM);
    const { counties } = await store.landscape.counties(projectId);
    const bytes = gradeTable(redundancy.counties, new Map(counties.map(({ code, name }) => [code, name])), revision);
    const disposition = `attachment; filename="grades-${projectId}.csv"`;
    return new Response(new Uint8Array(bytes), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": disposition },
    });
  });

  mount(app, contract.listVillageGrades, async ({ query }) => {
    const { projectId, parallelWithinM, first, limit, countyCode, grade } = query;
    const { revision, network, redundancy } = await assessments.of(projectId, parallelWithinM);
    const wanted = redundancy.villages.filter(
      (village) =>
        (grade === undefined || village.grade === grade) &&
        (countyCode === undefined || network.get("villages", village.code)?.countyCode === countyCode),
    );
    const villages = wanted.slice(first, first + limit).map((village) => gradeAnswer(network, village));
    return { revision, count: wanted.length, villages };
  });

  mount(app, contract.mapVillageGrades, async ({ query: { projectId, parallelWithinM, bbox, limit } }) => {
    const { revision, network, redundancy } = await assessments.of(projectId, parallelWithinM);
    const map = villagesInside(network, redundancy, extentOf(bbox), limit);
    return { revision, type: "FeatureCollection" as const, ...map };
  });

  mount(app, contract.getVillageWays, async ({ params: { code }, query: { projectId, parallelWithinM } }) => {
    const { revision, network, redundancy } = await assessments.of(projectId, parallelWithinM);
    const found = refused(redundancy.waysOf(code));
    const { grade, because } = redundancy.villages.find((village) => village.code === code)!;
    const named = [...found.sharedNodeIds, ...found.ways.flatMap(({ nodeIds }) => nodeIds.slice(-1))];
    return { revision, grade, because: because ?? null, ...found, names: nodeNames(network, named) };
  });
}

function mountPoints(app: App, assessments: Assessments): void {
  mount(app, contract.listSinglePoints, async ({ query: { projectId, parallelWithinM, first, limit } }) => {
    const { revision, redundancy } = await assessments.of(projectId, parallelWithinM);
    return { revision, count: redundancy.points.count, points: redundancy.points.page(first, limit) };
  });

  mount(app, contract.listCutOff, async ({ query: { projectId, parallelWithinM, kind, id } }) => {
    const { revision, network, redundancy } = await assessments.of(projectId, parallelWithinM);
    return { revision, villages: redundancy.cutOff(pointNamed(network, kind, id)) };
  });

  mount(app, contract.mapSinglePoints, async ({ query: { projectId, parallelWithinM, bbox, limit } }) => {
    const { revision, network, redundancy } = await assessments.of(projectId, parallelWithinM);
    const map = pointsInside(network, redundancy, extentOf(bbox), limit);
    return { revision, type: "FeatureCollection" as const, ...map };
  });
}

function nodeNames(network: Network, ids: readonly NodeId[]): Record<string, string> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = network.get("nodes", id)?.name;
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

const extentOf = (bbox: string) => bbox.split(",").map(Number) as unknown as Extent;

function gradeAnswer(network: Network, { code, grade, because }: VillageGrade): contract.VillageGrade {
  const { name, countyCode, position } = network.get("villages", code)!;
  const held = because ? { ...because, spanIds: [...because.spanIds] } : null;
  return { code, name, countyCode: countyCode ?? null, position: [...position], grade, because: held };
}

function wayOf(way: contract.ComparedWay): ComparedWay {
  return "circuitId" in way
    ? { circuitId: way.circuitId as CircuitId }
    : { spanIds: way.spanIds.map((id) => id as SpanId) };
}
