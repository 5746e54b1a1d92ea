import * as contract from "@cuntong/contract";
import {
  type Alarm,
  type AlarmBound,
  type AlarmFilter,
  type AlarmObject,
  type AlarmWord,
  alarmSeverities,
  type Store,
} from "@cuntong/db";
import type { Network, NewId } from "@cuntong/network";
import { type App, type Given, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { idsFor } from "../plant/operations.ts";
import type { AlarmIntake } from "./intake.ts";

const defaultSource = "tmf642";
/** Alarms as TM Forum's TMF642 (Alarm Management, v4) shapes them. */
export function mountTmf(app: App, store: Store, intake: AlarmIntake): void {
  const byName = async (projectId: string, source: string, externalId: string) => {
    const [found] = await store.alarms.list(projectId, { source, externalId, limit: 1 });
    if (!found) throw new Refusal("NOT_FOUND", `There is no alarm ${externalId} of ${source}.`);
    return found;
  };

  mount(app, contract.tmfCreateAlarm, async ({ query: { projectId }, body, idempotencyKey }) => {
    const { network } = await store.inventory.network(projectId);
    const word = wordOf(network, body, idsFor(`alarm ${projectId}`, idempotencyKey));
    await intake.take(projectId, [word]);
    return tmfOf(await byName(projectId, word.source, word.externalId));
  });

  mount(app, contract.tmfListAlarms, async ({ query }) => {
    const { projectId, fields, offset, limit } = query;
    const filter = filterOf(query);
    const total = await store.alarms.count(projectId, filter);
    const alarms = await store.alarms.list(projectId, { ...filter, offset, limit });
    const headers = { "x-total-count": String(total), "x-result-count": String(alarms.length) };
    const status = alarms.length < total ? 206 : 200;
    return Response.json(
      alarms.map((one) => chosen(tmfOf(one), fields)),
      { status, headers },
    );
  });

  mount(app, contract.tmfGetAlarm, async ({ params, query: { projectId, fields } }) =>
    chosen(tmfOf(await store.alarms.get(projectId, Number(params.id))), fields),
  );

  mount(app, contract.tmfPatchAlarm, async ({ author, params, query: { projectId }, body }) => {
    const id = Number(params.id);
    const found = await store.alarms.get(projectId, id);
    if (body.state === "cleared") {
      const at = body.alarmClearedTime ?? new Date().toISOString();
      const { source, externalId, severity, about } = found;
      await intake.take(projectId, [{ source, externalId, severity, about, state: "cleared", at }]);
    }
    if (body.ackState !== undefined) {
      const by = body.ackState === "acknowledged" ? (body.ackUserId ?? "tmf642") : null;
      await store.alarms.acknowledge(projectId, [id], by, author);
    }
    return tmfOf(await store.alarms.get(projectId, id));
  });
}

/** The attributes that are asked for, and those that every answer has. */
function chosen(alarm: contract.TmfAlarm, fields: string | undefined): Partial<contract.TmfAlarm> {
  if (fields === undefined) return alarm;
  const wanted = new Set(["id", "href", "@type", ...fields.split(",").map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(alarm).filter(([field]) => wanted.has(field)));
}

type TmfQuery = Given<typeof contract.tmfListAlarms>["query"];

const bounds = { "": "at", ".gt": "after", ".gte": "atLeast", ".lt": "before", ".lte": "atMost" } as const;

/** Attributes by which TMF630 filters, as a filter of alarms. */
function filterOf(query: TmfQuery): AlarmFilter {
  const several = (text: string | undefined) => text?.split(",");
  const said = {
    phases: several(query.state),
    severities: several(query.perceivedSeverity),
    isAcknowledged: query.ackState === undefined ? undefined : query.ackState === "acknowledged",
    acknowledgedBy: query.ackUserId,
    types: several(query.alarmType),
    causes: several(query.probableCause),
    sources: several(query.reportingSystemId),
    externalIds: several(query.externalAlarmId),
    abouts: several(query["alarmedObject.id"]),
    times: boundsOf(query),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as AlarmFilter;
}

function boundsOf(query: TmfQuery): AlarmBound[] {
  const all = query as Readonly<Record<string, unknown>>;
  return (["raised", "cleared"] as const).flatMap((of) =>
    Object.entries(bounds).flatMap(([ending, is]) => {
      const at = all[`alarm${of === "raised" ? "Raised" : "Cleared"}Time${ending}`];
      return typeof at === "string" ? [{ of, is, at }] : [];
    }),
  );
}

type TmfBody = (typeof contract.tmfCreateAlarm)["body"]["_output"];

function wordOf(network: Network, body: TmfBody, newId: NewId): AlarmWord {
  const severity = alarmSeverities.find((one) => one === body.perceivedSeverity?.toLowerCase()) ?? "indeterminate";
  const isCleared = body.state?.toLowerCase() === "cleared" || body.perceivedSeverity?.toLowerCase() === "cleared";
  const at = (isCleared ? body.alarmClearedTime : undefined) ?? body.alarmRaisedTime ?? new Date().toISOString();
  const text = body.specificProblem ?? body.alarmDetails;
  return {
    source: body.reportingSystemId ?? defaultSource,
    externalId: body.externalAlarmId ?? body.id ?? newId(),
    state: isCleared ? "cleared" : "raised",
    at,
    severity,
    ...(body.alarmType !== undefined && { type: body.alarmType }),
    ...(body.probableCause !== undefined && { cause: body.probableCause }),
    ...(text !== undefined && { text }),
    about: aboutOf(network, body.alarmedObject?.id ?? ""),
  };
}

/** What TMF642 calls the alarmed object: `EQUIPMENT:PORT`, a village's code, a device or a node. What the plant does not have is kept as a node's name. */
function aboutOf(network: Network, id: string): AlarmObject {
  const port = /^(.+):(\d{1,6})$/.exec(id);
  if (port && network.get("equipment", port[1]!)) return { equipmentId: port[1]!, port: Number(port[2]) };
  if (network.get("villages", id)) return { villageCode: id };
  if (network.get("equipment", id)) return { equipmentId: id };
  return id === "" ? {} : { nodeId: id };
}

function tmfOf(alarm: Alarm): contract.TmfAlarm {
  const { about, object } = alarm;
  const port = about.port === undefined ? "" : `:${about.port}`;
  const id = about.equipmentId === undefined ? (about.villageCode ?? about.nodeId) : `${about.equipmentId}${port}`;
  return {
    id: String(alarm.id),
    href: `/tmf-api/alarmManagement/v4/alarm/${alarm.id}`,
    externalAlarmId: alarm.externalId,
    reportingSystemId: alarm.source,
    ...(alarm.type !== undefined && { alarmType: alarm.type }),
    perceivedSeverity: alarm.clearedAt === undefined ? alarm.severity : "cleared",
    ...(alarm.cause !== undefined && { probableCause: alarm.cause }),
    ...(alarm.text !== undefined && { specificProblem: alarm.text }),
    alarmRaisedTime: alarm.raisedAt,
    ...(alarm.clearedAt !== undefined && { alarmClearedTime: alarm.clearedAt }),
    state: alarm.clearedAt !== undefined ? "cleared" : alarm.flaps > 0 ? "updated" : "raised",
    ackState: alarm.acknowledgedBy === undefined ? "unacknowledged" : "acknowledged",
    ...(alarm.acknowledgedBy !== undefined && { ackUserId: alarm.acknowledgedBy }),
    ...(id !== undefined && { alarmedObject: { id, "@referredType": object?.table ?? "unknown" } }),
    "@type": "Alarm",
  };
}
