import type { Store } from "../store.ts";

/** Objects of all plants that break what the database holds, found by asking it of each: rules, references, times of versions, joined ends. */
export async function brokenInSql(store: Store): Promise<unknown[]> {
  await store.execute("select plant_check(project_id, kind, id) from plant_object");
  const { rows } = await store.execute(
    `select r.kind, r.id from plant_reference r left join plant_object o on o.project_id = r.project_id and o.kind = r.to_kind
       and o.id = r.to_id where o.id is null
     union all select kind, id from plant_version v where exists (select 1 from plant_version w
       where w.project_id = v.project_id and w.kind = v.kind and w.id = v.id and w.since < v.until and w.until > v.until)
     union all select v.kind, v.id from plant_version v join plant_object o using (project_id, kind, id) where o.revision < v.until
     union all select kind, id from plant_object o where kind in ('splices', 'patches')
       and (select count(*) from joint_end e where e.project_id = o.project_id and e.kind = o.kind and e.id = o.id) <> 2
     union all select 'joint_end', end_key from joint_end group by project_id, end_key, face having count(*) > 1
     union all select 'spans', s.id from span s left join plant_object o on o.project_id = s.project_id and o.kind = 'spans' and o.id = s.id where o.id is null
     union all select 'nodes', n.id from node n left join plant_object o on o.project_id = n.project_id and o.kind = 'nodes' and o.id = n.id where o.id is null`,
  );
  return rows;
}
