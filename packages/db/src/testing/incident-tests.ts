import type { Impact } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MatchedWord } from "../incidents/alarms.ts";
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
    expect(opened.incident).toMatchObject({ state: "open", impact: { revision: 7 } });
    const steps = [
      { kind: "assigned", to: "crew 3" },
      { kind: "note", text: "on the way" },
      { kind: "restored", at: "2026-01-01T05:00:00.000Z" },
      { kind: "closed", cause: "landslide" },
    ] as const;
    let seen = opened.incident.revision;
    for (const step of steps) seen = (await incidents.step(id, "I-1", step, seen, author)).incident.revision;
    const { incident, events } = await incidents.get(id, "I-1");
    expect(incident).toMatchObject({ state: "closed", assignedTo: "crew 3", cause: "landslide", impact });
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
    );
    const first = await alarms.list(id, { changedAfter: seen, limit: 1_000 });
    const second = await alarms.list(id, { changedAfter: first.at(-1)!.changed, limit: 1_000 });
    expect(first.length + second.length).toBe(1_500);
    expect((await alarms.list(id, { offset: 1_490, limit: 100 })).length).toBe(10);
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
    const { alarms } = theStore();
    const id = await freshProject();
    await alarms.take(id, [word("a", "raised", 1), word("b", "raised", 1)]);
    const seen = await alarms.lastChange(id);
    const [first] = await alarms.list(id);
    expect(await alarms.acknowledge(id, [first!.id], "lin")).toBe(1);
    expect(await alarms.attach(id, [first!.id], "I-1")).toBe(1);
    expect(await alarms.list(id, { changedAfter: seen })).toMatchObject([
      { id: first!.id, acknowledgedBy: "lin", incidentId: "I-1" },
    ]);
    expect(await alarms.list(id, { incidentId: "I-1" })).toHaveLength(1);
    await expect(alarms.get(id, 99)).rejects.toMatchObject({ code: "ALARM_UNKNOWN" });
    await expect(alarms.take("nowhere", [word("a", "raised", 1)])).rejects.toMatchObject({ code: "PROJECT_UNKNOWN" });
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
