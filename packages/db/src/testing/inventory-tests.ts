import { lineLengthM } from "@cuntong/geo";
import {
  type Change,
  ChangeBuilder,
  canonicalJson,
  changeJson,
  defaultCableTypes,
  defaultClosureTypes,
  defaultSplitterTypes,
  difference,
  invert,
  moveNode,
  Network,
  type NodeId,
  orderEnds,
  type Records,
  rename,
  type Table,
  tables,
} from "@cuntong/network";
import { play, type Story } from "@cuntong/network/testing/random-plant";
import { expect, test } from "vitest";
import { randomFrom } from "../../bench/province.ts";
import type { Design } from "../inventory/designs.ts";
import type { Store } from "../store.ts";
import { brokenInSql } from "./broken-in-sql.ts";
import { chainPlant, gridVillages } from "./sample.ts";

const author = { by: "tester", note: "a test" };
let projects = 0;

/** What must hold of the plant on every engine. `size` is how many random edits are played, `reads` how many past states are read. */
export function inventoryTests(
  theStore: () => Store,
  { size, reads }: { readonly size: number; readonly reads: number },
): void {
  const freshProject = async () => {
    const id = `plant-${++projects}`;
    await theStore().projects.create({ id, name: "Plant" }, author);
    return id;
  };

  /** A plant played by random operations, stored edit by edit; gives the revision of each. */
  const played = async (story: Story) => {
    const store = theStore();
    const id = await freshProject();
    const first = story.past[0]?.before ?? story.network;
    const revisions = [await store.revision()];
    const put = async (change: Change) => {
      const base = { baseRevision: await store.revision(), undo: true };
      revisions.push((await store.inventory.apply(id, change, author, base)).revision);
    };
    await put(difference(Network.empty, first, "start"));
    const changes = story.past.map(({ change }) => change);
    for (const change of changes) await put(change);
    return { id, changes: [difference(Network.empty, first, "start"), ...changes], revisions };
  };

  test("a plant of random edits is in the database as it is in memory, and every past state can be read again", async () => {
    const store = theStore();
    const story = play(20_261_129, size);
    const { id, changes, revisions } = await played(story);
    const { network } = await store.inventory.network(id);
    expect(contents(network)).toEqual(contents(story.network));
    expect(network.revision).toBe(await store.revision());
    const history = (await store.projects.history(id, 1_000)).changes;
    const times = revisions.map((revision) => Date.parse(history.find((row) => row.revision === revision)!.at));
    const states = [Network.empty];
    for (const change of changes) states.push(states.at(-1)!.apply(change));
    const random = randomFrom(5);
    for (let n = 0; n < reads; n++) {
      const instant = times[0]! + Math.floor(random() * (times.at(-1)! + 1 - times[0]!));
      const step = times.findLastIndex((time) => time <= instant);
      const asOf = n % 2 === 0 ? { instant: new Date(instant).toISOString() } : { revision: revisions[step]! };
      const past = await store.inventory.networkAt(id, asOf);
      const differs = difference(states[step]!, past.network, "");
      expect([past.network.revision, differs]).toEqual([revisions[step], { note: "", put: {}, remove: {} }]);
    }
    const fresh = await store.inventory.networkAt(id, { revision: await store.revision() });
    expect(contents(fresh.network)).toEqual(contents(network));
    expect(await brokenInSql(store)).toEqual([]);
  }, 120_000);

  test("an object's versions follow each other without gap or overlap, and each is had by itself", async () => {
    const store = theStore();
    const id = await freshProject();
    const put = async (change: Change) =>
      (await store.inventory.apply(id, change, author, { baseRevision: await store.revision() })).revision;
    const made = await put(nodeChange("N1", "one"));
    const renamed = await put({ ...nodeChange("N1", "two"), note: 'says "two" \\ 二' });
    const gone = await put({ note: "gone", put: {}, remove: { nodes: ["N1"] } });
    const ref = { table: "nodes", id: "N1" } as const;
    const { versions } = await store.inventory.history(id, ref);
    expect(versions.map(({ since, until, by, record }) => [since, until, by, "name" in record && record.name])).toEqual(
      [
        [made, renamed, "tester", "one"],
        [renamed, gone, "tester", "two"],
      ],
    );
    expect(versions[1]?.note).toBe('says "two" \\ 二');
    expect((await store.inventory.object(id, ref, { revision: made })).record).toMatchObject({ name: "one" });
    expect((await store.inventory.object(id, ref, { instant: versions[1]!.at })).record).toMatchObject({ name: "two" });
    expect(await store.inventory.object(id, ref)).toEqual({ revision: gone });
    const [later, earlier] = ["2999-01-01T00:00:00Z", "1999-01-01T00:00:00Z"];
    for (const never of [{ revision: gone + 1 }, { instant: later }, { instant: earlier }, { instant: "soon" }])
      await expect(store.inventory.object(id, ref, never)).rejects.toMatchObject({ code: "REVISION_UNKNOWN" });
  });

  test("a change on an old base takes what others did not touch, and names the fields that both changed", async () => {
    const store = theStore();
    const id = await freshProject();
    const apply = (change: Change, baseRevision: number) => store.inventory.apply(id, change, author, { baseRevision });
    const base = (await apply(nodeChange("N1", "one"), await store.revision())).revision;
    await apply(nodeChange("N1", "one", { kind: "manhole" }), base);
    const merged = await apply(nodeChange("N1", "two"), base);
    expect(merged.change.put.nodes).toMatchObject([{ name: "two", kind: "manhole" }]);
    const refused = await apply(nodeChange("N1", "three"), base).catch((error) => error);
    const object = { table: "nodes", id: "N1" };
    const conflict = { object, kind: "field", field: "name", base: "one", live: "two", design: "three" };
    expect([refused.code, refused.conflicts, refused.revision]).toEqual([
      "CHANGE_CONFLICTS",
      [conflict],
      merged.revision,
    ]);
    const removal = { note: "", put: {}, remove: { nodes: ["N1"] } };
    expect((await apply(removal, base).catch((error) => error)).conflicts).toEqual([
      { object, kind: "changed", fields: ["kind", "name"] },
    ]);
    expect(await store.revision()).toBe(merged.revision);
  });

  test("a request repeated under its key is answered the first answer and done once; another under the same key is refused", async () => {
    const store = theStore();
    const id = await freshProject();
    const options = { baseRevision: await store.revision(), idempotencyKey: "k1", requestId: "r1" };
    const first = await store.inventory.apply(id, nodeChange("N1", "one"), author, options);
    await store.inventory.apply(id, nodeChange("N1", "two"), author, { baseRevision: first.revision });
    const before = await store.revision();
    expect(await store.inventory.apply(id, nodeChange("N1", "one"), author, options)).toEqual(first);
    await expect(store.inventory.apply(id, nodeChange("N1", "other"), author, options)).rejects.toMatchObject({
      code: "KEY_REUSED",
    });
    expect(await store.revision()).toBe(before);
    expect((await store.projects.history(id)).changes.at(-2)).toMatchObject({ requestId: "r1", by: "tester" });
  });

  test("a broken rule is refused with its code and its holder, and nothing is stored", async () => {
    const store = theStore();
    const id = await freshProject();
    const base = await store.inventory.apply(id, glass(), author, { baseRevision: await store.revision() });
    const splice = glass().put.splices![0]!;
    const again = { note: "", put: { splices: [{ ...splice, id: "X2" }] }, remove: {} } as unknown as Change;
    const refused = await store.inventory
      .apply(id, again, author, { baseRevision: base.revision })
      .catch((error) => error);
    expect([refused.code, refused.violations[0]]).toMatchObject([
      "RULE_BROKEN",
      { code: "END_TAKEN", object: { table: "splices", id: "X2" }, holder: { table: "splices", id: "X1" } },
    ]);
    expect(await store.revision()).toBe(base.revision);
    expect((await store.inventory.network(id)).network.count("splices")).toBe(1);
  });

  test("the database itself holds the rules: a record written past the program is refused by the same code", async () => {
    const store = theStore();
    const id = await freshProject();
    await store.inventory.apply(id, glass(), author, { baseRevision: await store.revision() });
    const { nodes, spans, cables, splices } = glass().put;
    const [span, cable, splice] = [spans![0]!, cables![0]!, splices![0]!];
    const [a, b, c] = nodes!.map(({ position }) => position);
    const strand = (cableId: string, number: number, end: string) => ({ cableId, tube: 1, strand: number, end });
    const written = async (kind: Table, record: object, more: readonly (readonly [Table, object])[] = []) =>
      codeOf(store, id, [...more, [kind, record]]);
    const near = [a![0] + 4e-8, a![1]];
    const next = { ...splice, id: "X2", a: strand("K1", 2, "b"), b: strand("K2", 2, "a") };
    const status = "operational";
    expect({
      nowhere: await written("spans", { ...span, to: "N9" }),
      off: await written("spans", { ...span, line: [a, [b![0], b![1] + 0.001]] }),
      short: await written("spans", { ...span, to: "N1" }),
      crossing: await written("spans", { ...span, line: [a, [108.03, 23.001], [108.03, 23], [108, 23.001], b] }),
      moved: await written("nodes", { ...nodes![1]!, position: c }),
      apart: await written("cables", { ...cable, spanIds: ["S2"] }),
      twice: await written("cables", { ...cable, spanIds: ["S1", "S1"] }),
      taken: await written("splices", { ...splice, id: "X2" }),
      order: await written("splices", { ...splice, a: splice.b, b: splice.a }),
      noStrand: await written("splices", { ...splice, id: "X2", a: strand("K1", 99, "b"), b: strand("K2", 2, "a") }),
      elsewhere: await written("splices", { ...splice, id: "X2", a: strand("K1", 2, "a"), b: strand("K2", 2, "a") }),
      loose: await written("splices", {
        ...{ id: "X2", method: "fusion", status: "operational" },
        ...{ a: strand("K1", 2, "b"), b: strand("K2", 2, "a") },
      }),
      noTray: await written("splices", { ...next, tray: 99 }),
      tooShort: await written("spans", { ...span, id: "S9", to: "N9", line: [a, near] }, [
        ["nodes", { ...nodes![0]!, id: "N9", position: near }],
      ]),
      full: await written("splices", next, [["closureTypes", { ...defaultClosureTypes[0]!, splicesPerTray: 1 }]]),
      noLeg: await written("splices", { ...next, b: { splitterId: "P1", side: "out", leg: 3 } }, [
        ["splitterTypes", defaultSplitterTypes.find(({ id }) => id === "plc-1x2")!],
        ["splitters", { id: "P1", closureId: "C1", typeId: "plc-1x2", status }],
      ]),
      noPort: await written("splices", { ...next, b: { equipmentId: "E1", port: 13 } }, [
        ["equipment", { id: "E1", nodeId: "N2", kind: "odf", ports: 12, status }],
      ]),
      sound: await written("splices", next),
    }).toEqual({
      ...{ nowhere: "23503", off: "SPAN_END_OFF_NODE N2", short: "LINE_CLOSED", crossing: "LINE_CROSSES_ITSELF" },
      ...{ moved: "SPAN_END_OFF_NODE N2", apart: "CABLE_PATH_BROKEN S2", twice: "CABLE_REPEATS_SPAN S1" },
      ...{ taken: "END_TAKEN X1", order: "23514", noStrand: "STRAND_UNKNOWN K1", elsewhere: "JOINT_NOT_AT_NODE N2" },
      ...{ loose: "CLOSURE_NEEDED", noTray: "TRAY_UNKNOWN C1", tooShort: "LINE_TOO_SHORT", full: "TRAY_FULL C1" },
      ...{ noLeg: "LEG_UNKNOWN P1", noPort: "PORT_UNKNOWN E1", sound: "stored" },
    });
    for (const [kind, gone] of [
      ["cables", "K1"],
      ["closures", "C1"],
      ["cableTypes", "gyta-4"],
    ]) {
      await expect(
        store.execute("delete from plant_object where project_id = $1 and kind = $2 and id = $3", [id, kind, gone]),
      ).rejects.toMatchObject({ code: "23503" });
    }
  });

  test("plant that was imported is part of the plant, faults and all, and can be edited and mended", async () => {
    const store = theStore();
    const id = await freshProject();
    const { nodes, spans } = chainPlant(4);
    await store.plant.put(id, { nodes, spans }, author);
    await store.villages.put(id, gridVillages(2), author);
    const { network, revision } = await store.inventory.network(id);
    expect(tables.map((table) => network.count(table)).filter(Boolean)).toEqual([4, 3, 2]);
    const renamed = rename(network, { table: "spans", id: spans[0]!.id, name: "Mended" });
    const applied = await store.inventory.apply(id, done(renamed), author, { baseRevision: revision });
    expect(applied.warnings.map(({ code }) => code)).toContain("LENGTH_WRONG");
    expect((await store.inventory.network(id)).network.get("spans", spans[0]!.id)).toMatchObject({ name: "Mended" });
    const village = { ...gridVillages(1)[0]!, services: ["broadband"] };
    const change = { note: "", put: { villages: [village] }, remove: {} };
    const next = await store.inventory.apply(id, change, author, { baseRevision: applied.revision });
    expect((await store.villages.get(id, village.code)).village).toMatchObject({ name: village.name });
    const moved = done(moveNode(network, { nodeId: nodes[0]!.id as NodeId, position: [107.9, 23.5] } as never));
    await store.inventory.apply(id, moved, author, { baseRevision: next.revision });
    expect((await store.plant.node(id, nodes[0]!.id)).node?.position).toEqual([107.9, 23.5]);
    expect((await store.plant.span(id, spans[0]!.id)).span?.line[0]).toEqual([107.9, 23.5]);
  });

  test("a snapshot follows what others change, and forgets a project that was made anew", async () => {
    const store = theStore();
    const id = await freshProject();
    const first = await store.inventory.apply(id, glass(), author, { baseRevision: await store.revision() });
    const { network: one } = await store.inventory.network(id);
    const removal = { note: "", put: {}, remove: { splices: ["X1"] } };
    await store.inventory.apply(id, removal, author, { baseRevision: first.revision });
    await store.plant.put(
      id,
      {
        nodes: glass()
          .put.nodes!.slice(0, 1)
          .map((n) => ({ ...n, name: "N" })),
        spans: [],
      },
      author,
    );
    const { network: two } = await store.inventory.network(id);
    expect(two.get("spans", "S1")).toBe(one.get("spans", "S1"));
    expect([two.count("splices"), two.get("nodes", "N1")?.name]).toEqual([0, "N"]);
    await store.projects.remove(id, author);
    await expect(store.inventory.network(id)).rejects.toMatchObject({ code: "PROJECT_UNKNOWN" });
    await store.projects.create({ id, name: "Anew" }, author);
    expect((await store.inventory.network(id)).network.count("nodes")).toBe(0);
  });

  test("designs are drawn apart, merged cleanly or not at all, moved onto the plant as it is, and given up", async () => {
    const store = theStore();
    const id = await freshProject();
    await store.inventory.apply(id, nodeChange("N1", "one"), author, { baseRevision: await store.revision() });
    const first = (await store.designs.create(id, { id: "D1", name: "Feeder" }, author)).design;
    const { design } = await store.designs.append(id, "D1", nodeChange("N1", "designed"), first.revision, author);
    await expect(store.designs.append(id, "D1", nodeChange("N2", "x"), first.revision, author)).rejects.toMatchObject({
      code: "DESIGN_CHANGED",
    });
    expect((await store.inventory.network(id)).network.get("nodes", "N1")?.name).toBe("one");
    const live = nodeChange("N1", "one", { kind: "manhole" });
    await store.inventory.apply(id, live, author, { baseRevision: design.baseRevision });
    expect((await store.designs.preview(id, "D1")).merge).toMatchObject({ clean: true, conflicts: [] });
    for (const late of ["rebase", "merge", "abandon"] as const)
      await expect(store.designs[late](id, "D1", first.revision, author)).rejects.toMatchObject({
        code: "DESIGN_CHANGED",
      });
    const rebased = await store.designs.rebase(id, "D1", design.revision, author);
    expect(rebased.design.change.put.nodes).toMatchObject([{ name: "designed", kind: "manhole" }]);
    const merged = await store.designs.merge(id, "D1", rebased.design.revision, author);
    expect(merged.design).toMatchObject({ state: "merged", mergedRevision: merged.revision });
    expect((await store.inventory.network(id)).network.get("nodes", "N1")).toMatchObject({ name: "designed" });
    await expect(store.designs.merge(id, "D1", merged.design.revision, author)).rejects.toMatchObject({
      code: "DESIGN_CLOSED",
    });

    const late = { id: "D2", name: "Late", baseRevision: rebased.revision };
    const second = (await store.designs.create(id, late, author)).design;
    const { design: last } = await store.designs.append(id, "D2", nodeChange("N1", "late"), second.revision, author);
    await expect(store.designs.merge(id, "D2", last.revision, author)).rejects.toMatchObject({
      code: "CHANGE_CONFLICTS",
    });
    await expect(store.designs.rebase(id, "D2", last.revision, author)).rejects.toMatchObject({
      code: "CHANGE_CONFLICTS",
    });
    await store.designs.abandon(id, "D2", last.revision, author);
    expect((await store.designs.list(id)).designs.map(({ id: name, state }) => [name, state])).toEqual([
      ["D1", "merged"],
      ["D2", "abandoned"],
    ]);
    await expect(store.designs.get(id, "D3")).rejects.toMatchObject({ code: "DESIGN_UNKNOWN" });
  });

  test("a design's steps are on record and are taken back and done again one by one, as long as no later step changed the same", async () => {
    const store = theStore();
    const id = await freshProject();
    await store.inventory.apply(id, nodeChange("N1", "one"), author, { baseRevision: await store.revision() });
    let { design } = await store.designs.create(id, { id: "D.1", name: "Feeder" }, author);
    const says = ({ change: { put, remove } }: Design) => [put.nodes?.map(({ name }) => name), remove];
    const append = async (change: Change) => {
      design = (await store.designs.append(id, "D.1", change, design.revision, author)).design;
      return design.revision;
    };
    const undo = async (step: number) => {
      design = (await store.designs.undo(id, "D.1", step, design.revision, author)).design;
      return design.revision;
    };
    const renamed = await append(nodeChange("N1", "designed"));
    const placed = await append(nodeChange("N2", "new", { position: [108.1, 23] }));
    const unplaced = await undo(placed);
    expect(says(design)).toEqual([["designed"], {}]);
    await undo(unplaced);
    expect(says(design)).toEqual([["designed", "new"], {}]);
    const again = await append(nodeChange("N1", "later"));
    const late = await undo(renamed).catch((error) => error);
    expect([late.code, late.conflicts[0]]).toMatchObject(["CHANGE_CONFLICTS", { field: "name", live: "later" }]);
    await undo(again);
    await undo(renamed);
    expect(says(design)).toEqual([["new"], {}]);
    await expect(undo(renamed + 1_000)).rejects.toMatchObject({ code: "REVISION_UNKNOWN" });
    const { steps } = await store.designs.steps(id, "D.1");
    expect(steps.map(({ revision, undoes }) => [revision, undoes]).slice(3)).toEqual([
      [unplaced + 1, unplaced],
      [unplaced, placed],
      [placed, undefined],
      [renamed, undefined],
    ]);
    await store.designs.create(id, { id: "Dx1", name: "Another", change: nodeChange("N9", "nine") }, author);
    expect((await store.designs.steps(id, "Dx1")).steps).toEqual([]);
    expect((await store.audit.verify()).broken).toBeUndefined();
  });

  test("the audit rows are a chain that nobody can change, and that shows where one was changed nevertheless", async () => {
    const store = theStore();
    const id = await freshProject();
    const { revision } = await store.inventory.apply(id, nodeChange("N1", "one"), author, {
      baseRevision: await store.revision(),
    });
    await store.inventory.apply(id, nodeChange("N1", "two"), author, { baseRevision: revision });
    const sound = await store.audit.verify();
    expect(sound).toMatchObject({ from: 1, verified: sound.revision });
    for (const text of ["update audit set by = 'x'", "delete from audit", "truncate audit"]) {
      await expect(store.execute(text)).rejects.toMatchObject({ code: "PL002" });
    }
    const [row] = (await store.execute("select change, before from audit where revision = $1", [revision])).rows;
    const change = nodeChange("N1", "one");
    expect(row).toEqual({ change: changeJson(change), before: changeJson(invert(change, Network.empty)) });
    const forged = async (text: string) => {
      await store.execute(
        `begin; alter table audit disable trigger user; ${text}; alter table audit enable trigger user; commit`,
      );
      return (await store.audit.verify()).broken;
    };
    expect(await forged(`update audit set by = 'mallory' where revision = ${revision}`)).toEqual({
      revision,
      reason: "altered",
    });
    expect(await forged(`update audit set by = 'tester' where revision = ${revision}`)).toBeUndefined();
  });
}

/** The plant as text, by table: what two equal plants have alike. */
function contents(network: Network): string[] {
  return tables.flatMap((table) =>
    [...network.records(table)].map((record) => `${table} ${canonicalJson(record)}`).sort(),
  );
}

/** Writes records past the program, and takes them back: `stored`, or what the database said. */
async function codeOf(
  store: Store,
  projectId: string,
  records: readonly (readonly [Table, object])[],
): Promise<string> {
  const rows = records.map(([kind, record]) => {
    const values = [projectId, kind, (record as { id: string }).id, JSON.stringify(record)].map(
      (v) => `'${v.replaceAll("'", "''")}'`,
    );
    return `insert into plant_object (project_id, kind, id, record, revision)
      values (${values}, 0) on conflict (project_id, kind, id) do update set record = excluded.record`;
  });
  const text = `begin; ${rows.join("; ")}; set constraints all immediate; rollback`;
  try {
    await store.execute(text);
    return "stored";
  } catch (error) {
    const { code, detail } = error as { code: string; detail?: string };
    if (code !== "PL001") return code;
    const told = JSON.parse(detail!);
    return [told.code, told.holder].filter((part) => part !== undefined).join(" ");
  }
}

/** The change of an operation that must be done. */
function done(answer: ReturnType<typeof rename>): Change {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function nodeChange(id: string, name: string, more: object = {}): Change {
  const node = { id, name, kind: "pole", position: [108, 23], status: "operational", ...more };
  return { note: `node ${name}`, put: { nodes: [node as unknown as Records["nodes"]] }, remove: {} };
}

/** Three nodes in a row, a cable on each of the two spans, and a splice between them in a closure. */
export function glass(): Change {
  const builder = new ChangeBuilder();
  const put = (table: Table, record: object) => builder.put(table, record as Records[Table]);
  const status = "operational";
  builder.put("cableTypes", ...defaultCableTypes.filter(({ id }) => id === "gyta-4"));
  builder.put("closureTypes", ...defaultClosureTypes);
  const position = (i: number) => [108 + (i - 1) / 100, 23] as const;
  for (const i of [1, 2, 3]) put("nodes", { id: `N${i}`, kind: "pole", position: position(i), status });
  for (const i of [1, 2]) {
    const line = [position(i), position(i + 1)];
    const lengthM = lineLengthM(line);
    put("spans", { id: `S${i}`, from: `N${i}`, to: `N${i + 1}`, support: "aerial", line, lengthM, status });
    put("cables", { id: `K${i}`, typeId: "gyta-4", startNodeId: `N${i}`, spanIds: [`S${i}`], status });
  }
  put("closures", { id: "C1", nodeId: "N2", typeId: defaultClosureTypes[0]!.id, status });
  const ends = orderEnds(
    { cableId: "K1", tube: 1, strand: 1, end: "b" } as never,
    { cableId: "K2", tube: 1, strand: 1, end: "a" } as never,
  );
  put("splices", { id: "X1", closureId: "C1", tray: 1, ...(ends as object), method: "fusion", status });
  return builder.build("glass");
}
