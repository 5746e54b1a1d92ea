import type { Impact } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MatchedWord } from "../incidents/alarms.ts";
import type { IncidentFilter, IncidentStep } from "../incidents/incidents.ts";
import type { Store } from "../store.ts";

const author = { by: "noc" };
let projects = 0;

const word = (
  externalId: string,
  state: "raised" | "cleared",
  minute: number,
  more: Partial<MatchedWord> = {},
): MatchedWord => ({
  source: "nms",
  externalId,
  state,
  at: `2026-01-01T03:${String(minute).padStart(2, "0")}:00.000Z`,
  severity: "major",
  about: { villageCode: externalId },
  ...more,
});

/** What must hold of incidents and alarms on every engine. */
export function incidentTests(theStore: () => Store): void {
  const freshProject = async () => {
    const id = `noc-${++projects}`;
    await theStore().projects.create({ id, name: "NOC" }, author);
    return id;
  };

  test("an incident is opened, assigned, restored and closed; its impact stays as it was, and all that was done is written down", async () => {
    const { incidents } = theStore();
    const id = await freshProject();
    const impact = {
      revision: 7,
      villages: [{ code: "V1", fate: "lost", countyCode: "450101", people: 100 }],
    } as unknown as Impact;
    const opened = await incidents.open(
      id,
      { id: "I-1", title: "dark", severity: "critical", impact, openedAt: "2026-01-01T03:00:00.000Z" },
      author,
    );
    expect(opened.incident).toMatchObject({ state: "open", villagesLost: 1, peopleLost: 100 });
    const steps = [
      { kind: "assigned", to: "crew 3" },
      { kind: "note", text: "on the way" },
      { kind: "restored", at: "2026-01-01T05:00:00.000Z" },
      { kind: "closed", cause: "landslide" },
    ] as const;
    let seen = opened.incident.revision;
    for (const step of steps) seen = (await incidents.step(id, "I-1", step, seen, author)).incident.revision;
    const { incident, events, impact: kept } = await incidents.get(id, "I-1");
    expect(incident).toMatchObject({ state: "closed", assignedTo: "crew 3", cause: "landslide", impactRevision: 7 });
    expect(kept).toEqual(impact);
    expect(events.map(({ kind, text }) => [kind, text])).toEqual([
      ["opened", undefined],
      ["assigned", "crew 3"],
      ["note", "on the way"],
      ["restored", undefined],
      ["closed", "landslide"],
    ]);
    const { rows } = await incidents.outage(id, "2026-01-01T04:00:00Z", "2026-01-02T00:00:00Z");
    expect(rows).toEqual([
      {
        countyCode: "450101",
        cause: "landslide",
        incidents: 1,
        meanRepairMinutes: 120,
        villageMinutes: 60,
        personMinutes: 6000,
      },
    ]);
  });

  test("between a restoration and a reopening nobody is dark: outage and repair count the dark stretches alone, by county and cause", async () => {
    const { incidents } = theStore();
    const id = await freshProject();
    const lost = (code: string, countyCode: string, people: number) => ({ code, fate: "lost", countyCode, people });
    const impact = {
      revision: 1,
      villages: [lost("V1", "450101", 10), lost("V2", "450102", 1), lost("V3", "450102", 2)],
    };
    const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 0, 1, hour, minute)).toISOString();
    const fresh = { title: "t", severity: "major" as const, impact: impact as unknown as Impact };
    let { incident } = await incidents.open(id, { ...fresh, id: "twice", openedAt: at(1) }, author);
    const step = async (given: IncidentStep) => {
      ({ incident } = await incidents.step(id, incident.id, given, incident.revision, author));
    };
    await step({ kind: "restored", at: at(2) });
    await expect(step({ kind: "reopened", at: at(1, 59) })).rejects.toMatchObject({ code: "REOPENED_EARLY" });
    await step({ kind: "reopened", at: at(10) });
    expect((await incidents.outage(id, at(0), at(12))).rows).toMatchObject([
      { countyCode: "450101", villageMinutes: 60 + 120, personMinutes: 1_800 },
      { countyCode: "450102", villageMinutes: 360 },
    ]);
    await expect(step({ kind: "restored", at: at(9) })).rejects.toMatchObject({ code: "RESTORED_EARLY" });
    await step({ kind: "restored", at: at(10, 30) });
    await step({ kind: "closed", cause: "dig" });
    expect(incident.dark).toEqual([
      { since: at(1), until: at(2) },
      { since: at(10), until: at(10, 30) },
    ]);
    ({ incident } = await incidents.open(id, { ...fresh, id: "once", openedAt: at(4) }, author));
    await step({ kind: "restored", at: at(4, 10) });
    await step({ kind: "closed", cause: "dig" });
    const { rows } = await incidents.outage(id, at(1, 30), at(4, 5));
    const repair = { cause: "dig", incidents: 2, meanRepairMinutes: (90 + 10) / 2 };
    expect(rows).toEqual([
      { countyCode: "450101", ...repair, villageMinutes: 35, personMinutes: 350 },
      { countyCode: "450102", ...repair, villageMinutes: 70, personMinutes: 105 },
    ]);
    expect((await incidents.outage(id, at(2), at(4))).rows).toEqual([]);
  });

  test("a step that the state does not allow names those it does; one made on an older state is refused, and nothing of it is kept", async () => {
    const { incidents } = theStore();
    const id = await freshProject();
    const { incident } = await incidents.open(id, { id: "I", title: "t", severity: "minor" }, author);
    const close = incidents.step(id, "I", { kind: "closed", cause: "?" }, incident.revision, author);
    await expect(close).rejects.toMatchObject({
      code: "INCIDENT_STATE",
      message: expect.stringContaining("assigned or restored"),
    });
    await incidents.step(id, "I", { kind: "note", text: "a" }, incident.revision, author);
    const late = incidents.step(id, "I", { kind: "note", text: "b" }, incident.revision, author);
    await expect(late).rejects.toMatchObject({ code: "INCIDENT_CHANGED" });
    expect((await incidents.get(id, "I")).events).toHaveLength(2);
    await expect(incidents.open(id, { id: "I", title: "t", severity: "minor" }, author)).rejects.toMatchObject({
      code: "INCIDENT_EXISTS",
    });
    const early = { kind: "restored", at: "2000-01-01T00:00:00.000Z" } as const;
    const { incident: now } = await incidents.get(id, "I");
    await expect(incidents.step(id, "I", early, now.revision, author)).rejects.toMatchObject({
      code: "RESTORED_EARLY",
    });
    const alarmIds = [999_999];
    await expect(
      incidents.open(id, { id: "J", title: "t", severity: "minor", alarmIds }, author),
    ).rejects.toMatchObject({ code: "ALARM_UNKNOWN" });
    await expect(incidents.get(id, "J")).rejects.toMatchObject({ code: "INCIDENT_UNKNOWN" });
    await expect(incidents.get(id, "X")).rejects.toMatchObject({ code: "INCIDENT_UNKNOWN" });
    await expect(
      theStore().execute("update incident_event set text = 'other' where project_id = $1", [id]),
    ).rejects.toThrow();
  });

  test("an alarm told again is the same one; it is cleared, comes back and is counted as flapping; older words change nothing", async () => {
    const { alarms } = theStore();
    const id = await freshProject();
    expect(await alarms.take(id, [word("a", "raised", 1), word("b", "raised", 1)])).toEqual(["fresh", "fresh"]);
    expect(await alarms.take(id, [word("a", "raised", 1)])).toEqual(["repeated"]);
    expect(await alarms.take(id, [word("a", "cleared", 5)])).toEqual(["changed"]);
    expect(await alarms.list(id, { state: "raised" })).toMatchObject([{ externalId: "b" }]);
    await alarms.take(id, [word("a", "raised", 4)]);
    expect((await alarms.list(id, { state: "cleared" })).map(({ externalId }) => externalId)).toEqual(["a"]);
    await alarms.take(id, [word("a", "raised", 6)]);
    const [back] = await alarms.list(id, { state: "raised", source: "nms" });
    const again = (await alarms.list(id)).find(({ externalId }) => externalId === "a")!;
    expect([again.flaps, again.clearedAt, back !== undefined]).toEqual([1, undefined, true]);
    const burst = [1, 2, 3, 4].flatMap((m) => [word("c", "raised", m * 2), word("c", "cleared", m * 2 + 1)]);
    await alarms.take(id, burst);
    const [flapping] = await alarms.list(id, { limit: 1 });
    expect(flapping).toMatchObject({ externalId: "c", flaps: 3, clearedAt: "2026-01-01T03:09:00.000Z" });
  });

  test("however a stream of words is cut into requests, the same alarms come of it, and its words told again change nothing", async () => {
    const { alarms } = theStore();
    const oneWord = fc
      .tuple(
        fc.constantFrom("a", "b"),
        fc.constantFrom("raised" as const, "cleared" as const),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom("major" as const, "critical" as const),
      )
      .map(([name, state, minute, severity]) => word(name, state, minute, { severity }));
    const stream = fc.array(fc.tuple(oneWord, fc.boolean()), { minLength: 1, maxLength: 16 });
    const told = async (id: string) =>
      (await alarms.list(id))
        .map(({ id: _, changed: __, ...rest }) => rest)
        .sort((x, y) => x.externalId.localeCompare(y.externalId));
    await fc.assert(
      fc.asyncProperty(stream, async (cut) => {
        const [whole, parts] = [await freshProject(), await freshProject()];
        const words = cut.map(([one]) => one);
        await alarms.take(whole, words);
        for (let from = 0, to = 1; to <= words.length; to++) {
          if (to < words.length && !cut[to]![1]) continue;
          await alarms.take(parts, words.slice(from, to));
          from = to;
        }
        expect(await told(parts)).toEqual(await told(whole));
      }),
      { numRuns: 25 },
    );
  });

  test("a flap inside one request counts; a raise of other severity that is older than what was told changes nothing", async () => {
    const { alarms } = theStore();
    const id = await freshProject();
    await alarms.take(id, [word("a", "raised", 1), word("a", "cleared", 2)]);
    expect(await alarms.list(id)).toMatchObject([
      { raisedAt: "2026-01-01T03:01:00.000Z", clearedAt: "2026-01-01T03:02:00.000Z", flaps: 0 },
    ]);
    expect(await alarms.take(id, [word("a", "raised", 3), word("a", "cleared", 4)])).toEqual(["changed", "changed"]);
    expect(await alarms.list(id)).toMatchObject([{ clearedAt: "2026-01-01T03:04:00.000Z", flaps: 1 }]);
    await alarms.take(id, [word("b", "raised", 5, { severity: "critical" })]);
    expect(await alarms.take(id, [word("b", "raised", 4, { severity: "minor" })])).toEqual(["repeated"]);
    expect(await alarms.take(id, [word("b", "raised", 6, { severity: "minor" })])).toEqual(["changed"]);
    const [b] = await alarms.list(id, { source: "nms", externalId: "b" });
    expect(b).toMatchObject({ severity: "minor", raisedAt: "2026-01-01T03:05:00.000Z", flaps: 0 });
  });

  test("a word that is older than the latest one never wins, though the latest said nothing new", async () => {
    const { alarms } = theStore();
    const id = await freshProject();
    await alarms.take(id, [word("a", "raised", 1), word("a", "raised", 10), word("a", "cleared", 5)]);
    await alarms.take(id, [word("b", "raised", 1), word("b", "cleared", 5), word("b", "cleared", 9)]);
    expect(await alarms.take(id, [word("b", "raised", 7)])).toEqual(["repeated"]);
    const told = (await alarms.list(id)).map(({ externalId, raisedAt, clearedAt, flaps }) => {
      return [externalId, raisedAt.slice(14, 16), clearedAt?.slice(14, 16), flaps];
    });
    expect(told.sort()).toEqual([
      ["a", "01", undefined, 0],
      ["b", "01", "05", 0],
    ]);
  });

  test("a word on an alarm ends in the state of the latest word, in whatever order they come", async () => {
    const { alarms } = theStore();
    const stream = fc.uniqueArray(
      fc.tuple(fc.constantFrom("raised" as const, "cleared" as const), fc.integer({ min: 0, max: 40 })),
      { minLength: 1, maxLength: 10, selector: ([, minute]) => minute },
    );
    await fc.assert(
      fc.asyncProperty(stream, async (words) => {
        const id = await freshProject();
        await alarms.take(
          id,
          words.map(([state, minute]) => word("a", state, minute)),
        );
        const [latest] = words.toSorted(([, one], [, two]) => two - one);
        const [alarm] = await alarms.list(id);
        expect(alarm!.clearedAt === undefined ? "raised" : "cleared").toBe(latest![0]);
      }),
      { numRuns: 25 },
    );
  });

  test("a listener who reads by pages hears of every alarm of a large change", async () => {
    const { alarms } = theStore();
    const id = await freshProject();
    const names = Array.from({ length: 1_500 }, (_, i) => `n${i}`);
    await alarms.take(
      id,
      names.map((name) => word(name, "raised", 1)),
    );
    const all = await alarms.list(id, { limit: 2_000 });
    const seen = await alarms.lastChange(id);
    await alarms.acknowledge(
      id,
      all.map((one) => one.id),
      "lin",
      author,
    );
    const first = await alarms.list(id, { changedAfter: seen, limit: 1_000 });
    const second = await alarms.list(id, { changedAfter: first.at(-1)!.changed, limit: 1_000 });
    expect(first.length + second.length).toBe(1_500);
    expect((await alarms.list(id, { offset: 1_490, limit: 100 })).length).toBe(10);
  });

  test("incidents are found by states, county, cause, time and text, page by page", async () => {
    const { incidents } = theStore();
    const id = await freshProject();
    const opened = async (name: string, day: number, countyCode: string, steps: readonly IncidentStep[]) => {
      const impact = { revision: 1, villages: [{ code: "V", fate: "lost", countyCode }] } as unknown as Impact;
      const fresh = { id: name, title: `Line ${name}`, severity: "major" as const, impact };
      let { incident } = await incidents.open(id, { ...fresh, openedAt: `2026-01-0${day}T00:00:00.000Z` }, author);
      for (const step of steps) ({ incident } = await incidents.step(id, name, step, incident.revision, author));
    };
    const closed = [{ kind: "restored" }, { kind: "closed", cause: "Landslide" }] as const;
    await opened("A", 1, "450101", closed);
    await opened("B", 2, "450101", [{ kind: "assigned", to: "crew 3" }]);
    await opened("C", 3, "450102", [{ kind: "note", text: "pole DOWN at km 3" }]);
    await opened("D", 4, "450102", closed);
    const found = async (filter: IncidentFilter) =>
      (await incidents.list(id, filter)).incidents.map((one) => one.id).join("");
    expect(await found({ states: ["open", "assigned"] })).toBe("CB");
    expect(await found({ countyCode: "450101" })).toBe("BA");
    expect(await found({ cause: "Landslide", countyCode: "450102" })).toBe("D");
    expect(await found({ from: "2026-01-02T00:00:00Z", to: "2026-01-04T00:00:00Z" })).toBe("CB");
    expect([
      await found({ text: "pole down" }),
      await found({ text: "landSLIDE" }),
      await found({ text: "CREW" }),
    ]).toEqual(["C", "DA", "B"]);
    expect(await found({ text: "100%_" })).toBe("");
    expect(await found({ cause: "Landslide", limit: 1, after: "D" })).toBe("A");
    await expect(found({ after: "X" })).rejects.toMatchObject({ code: "INCIDENT_UNKNOWN" });
  });

  test("incidents that were opened at one moment are all listed, page by page", async () => {
    const { incidents } = theStore();
    const id = await freshProject();
    for (const name of ["I-1", "I-2", "I-3"]) {
      const fresh = { id: name, title: name, severity: "major" as const, openedAt: "2026-01-01T03:00:00.000Z" };
      await incidents.open(id, fresh, author);
    }
    const { incidents: first } = await incidents.list(id, { limit: 2 });
    const { incidents: rest } = await incidents.list(id, { limit: 2, after: first.at(-1)!.id });
    expect([...first, ...rest].map((one) => one.id)).toEqual(["I-1", "I-2", "I-3"]);
  });

  test("what changed is told in order to one who comes back, and alarms are acknowledged and counted to an incident", async () => {
    const { alarms, incidents } = theStore();
    const id = await freshProject();
    await incidents.open(id, { id: "I-1", title: "t", severity: "major" }, author);
    await alarms.take(id, [word("a", "raised", 1), word("b", "raised", 1)]);
    const seen = await alarms.lastChange(id);
    const [first] = await alarms.list(id);
    expect(await alarms.acknowledge(id, [first!.id], "lin", author)).toBe(1);
    expect(await alarms.attach(id, [first!.id], "I-1", author)).toBe(1);
    expect(await alarms.list(id, { changedAfter: seen })).toMatchObject([
      { id: first!.id, acknowledgedBy: "lin", incidentId: "I-1" },
    ]);
    expect(await alarms.list(id, { incidentId: "I-1" })).toHaveLength(1);
    await expect(alarms.get(id, 99)).rejects.toMatchObject({ code: "ALARM_UNKNOWN" });
    await expect(alarms.take("nowhere", [word("a", "raised", 1)])).rejects.toMatchObject({ code: "PROJECT_UNKNOWN" });
  });

  test("what is done to alarms stands in the timelines of their incidents and in the audit, and is not done twice", async () => {
    const { alarms, incidents, projects: all, audit } = theStore();
    const id = await freshProject();
    await alarms.take(
      id,
      [1, 2, 3, 4].map((n) => word(`a${n}`, "raised", n)),
    );
    const ids = (await alarms.list(id)).map((one) => one.id).sort();
    const [one, two, three, four] = ids as [number, number, number, number];
    await incidents.open(id, { id: "A", title: "t", severity: "major", alarmIds: [one, two] }, author);
    await incidents.open(id, { id: "B", title: "t", severity: "major" }, author);
    expect(await alarms.attach(id, [two, three, four, 99_999], "B", author)).toBe(3);
    expect(await alarms.acknowledge(id, [one, two], "lin", author)).toBe(2);
    const revision = await theStore().revision();
    expect(await alarms.attach(id, [two, three], "B", author)).toBe(2);
    expect(await alarms.acknowledge(id, [one, two], "lin", author)).toBe(2);
    await expect(alarms.attach(id, [one], "nowhere", author)).rejects.toMatchObject({ code: "INCIDENT_UNKNOWN" });
    expect(await theStore().revision()).toBe(revision);
    await alarms.attach(id, [three], null, author);
    await alarms.acknowledge(id, [two], null, author);
    const lines = async (incidentId: string) => {
      const { incident, events } = await incidents.get(id, incidentId);
      expect(incident.revision).toBe(events.at(-1)!.revision);
      return events.map(({ kind, alarmIds, text }) => [kind, alarmIds, text]);
    };
    expect(await lines("A")).toEqual([
      ["opened", [one, two], undefined],
      ["detached", [two], undefined],
      ["acknowledged", [one], "lin"],
    ]);
    expect(await lines("B")).toEqual([
      ["opened", undefined, undefined],
      ["attached", [two, three, four], undefined],
      ["acknowledged", [two], "lin"],
      ["detached", [three], undefined],
      ["unacknowledged", [two], undefined],
    ]);
    const { changes } = await all.history(id, 4);
    expect(changes.map(({ what, note, by }) => [what, note, by])).toEqual([
      ["alarm.unacknowledge", `alarms ${two}`, "noc"],
      ["alarm.detach", `alarms ${three}`, "noc"],
      ["alarm.acknowledge", `alarms ${one}-${two}`, "noc"],
      ["alarm.attach", `alarms ${two}-${four}`, "noc"],
    ]);
    expect(await audit.verify()).not.toHaveProperty("broken");
    await all.remove(id, author);
  });

  test("a port has one baseline at a wavelength: the last that was accepted", async () => {
    const { otdrTraces } = theStore();
    const id = await freshProject();
    const trace = (name: string, isBaseline: boolean) => ({
      ...{
        id: name,
        equipmentId: "OLT1",
        port: 1,
        waveNm: 1550,
        isBaseline,
        fileName: `${name}.sor`,
        sha256: "0".repeat(64),
      },
      summary: { events: [{ glassM: 1, isEnd: true }], joints: [] },
    });
    for (const [name, isBaseline] of [
      ["one", true],
      ["two", true],
      ["three", false],
    ] as const)
      await otdrTraces.keep(id, trace(name, isBaseline), author);
    const { traces } = await otdrTraces.list(id, { equipmentId: "OLT1", port: 1 });
    expect(traces.map(({ id: name, isBaseline }) => [name, isBaseline])).toEqual([
      ["three", false],
      ["two", true],
      ["one", false],
    ]);
    expect((await otdrTraces.get(id, "one")).trace.summary).toEqual({
      events: [{ glassM: 1, isEnd: true }],
      joints: [],
    });
    const port = { equipmentId: "OLT1", port: 1 };
    for (const waveNm of [1550, 1310, undefined])
      expect((await otdrTraces.baselineOf(id, port, waveNm)).baseline?.id, `at ${waveNm} nm`).toBe("two");
    expect((await otdrTraces.baselineOf(id, { ...port, port: 2 })).baseline).toBeUndefined();
    await expect(otdrTraces.get(id, "four")).rejects.toMatchObject({ code: "TRACE_UNKNOWN" });
  });
}
