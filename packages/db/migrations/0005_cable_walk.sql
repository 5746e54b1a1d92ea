-- One look-up for each span: joined to the whole table, a cable of a new plant was walked by reading every span.
CREATE OR REPLACE FUNCTION plant_cable_end(project text, cable_id text, cable jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  here text := cable ->> 'startNodeId';
  span_id text;
  a text;
  b text;
  seen text[] := '{}';
BEGIN
  FOR span_id IN SELECT jsonb_array_elements_text(cable -> 'spanIds') LOOP
    SELECT from_node, to_node INTO a, b FROM span WHERE project_id = project AND id = span_id;
    IF here = a THEN here := b;
    ELSIF here = b THEN here := a;
    ELSE
      PERFORM plant_refuse('CABLE_PATH_BROKEN', 'cables', cable_id, 'spans', span_id,
        format('Cable %s breaks off at its span %s.', cable_id, cardinality(seen) + 1));
    END IF;
    IF span_id = ANY (seen) AND NOT coalesce((cable ->> 'loop')::boolean, false) THEN
      PERFORM plant_refuse('CABLE_REPEATS_SPAN', 'cables', cable_id, 'spans', span_id,
        format('Cable %s runs over span %s twice and is no loop.', cable_id, span_id));
    END IF;
    seen := seen || span_id;
  END LOOP;
  IF seen = '{}' THEN
    PERFORM plant_refuse('CABLE_PATH_BROKEN', 'cables', cable_id, NULL, NULL, format('Cable %s breaks off at its span 1.', cable_id));
  END IF;
  RETURN here;
END
$$;
--> statement-breakpoint
-- Planned anew for each statement: a plan made while the tables were empty reads them whole for every row of a large import.
CREATE OR REPLACE FUNCTION plant_object_written() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO plant_version (project_id, kind, id, since, until, record)
      SELECT o.project_id, o.kind, o.id, o.revision, s.revision, o.record
      FROM stale o JOIN project p ON p.id = o.project_id CROSS JOIN store_revision s WHERE o.revision < s.revision;
  END IF;
  IF TG_OP = 'DELETE' THEN
    DELETE FROM span t USING stale o WHERE o.kind = 'spans' AND t.project_id = o.project_id AND t.id = o.id;
    DELETE FROM node t USING stale o WHERE o.kind = 'nodes' AND t.project_id = o.project_id AND t.id = o.id;
    DELETE FROM village t USING stale o WHERE o.kind = 'villages' AND t.project_id = o.project_id AND t.code = o.id;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM plant_reference t USING stale o WHERE t.project_id = o.project_id AND t.kind = o.kind AND t.id = o.id;
    DELETE FROM joint_end t USING stale o WHERE t.project_id = o.project_id AND t.kind = o.kind AND t.id = o.id;
  END IF;
  INSERT INTO plant_reference (project_id, kind, id, to_kind, to_id)
    SELECT DISTINCT f.project_id, f.kind, f.id, r.to_kind, r.to_id FROM fresh f CROSS JOIN LATERAL plant_references(f.kind, f.record) r
    WHERE r.to_id IS NOT NULL;
  INSERT INTO joint_end (project_id, kind, id, end_key, face)
    SELECT f.project_id, f.kind, f.id, joint_end_key(e.e), CASE
      WHEN e.e ? 'equipmentId' AND plant_record(f.project_id, 'equipment', e.e ->> 'equipmentId') ->> 'kind' = 'odf'
        THEN CASE f.kind WHEN 'splices' THEN 'rear' ELSE 'front' END
      ELSE '' END
    FROM fresh f CROSS JOIN LATERAL (VALUES (f.record -> 'a'), (f.record -> 'b')) AS e (e)
    WHERE f.kind IN ('splices', 'patches');
  INSERT INTO node (project_id, id, kind, name, status, geom, revision)
    SELECT project_id, id, record ->> 'kind', record ->> 'name', record ->> 'status',
      ST_SetSRID(ST_MakePoint((record -> 'position' ->> 0)::double precision, (record -> 'position' ->> 1)::double precision), 4326), revision
    FROM fresh WHERE fresh.kind = 'nodes'
    ON CONFLICT (project_id, id) DO UPDATE SET kind = excluded.kind, name = excluded.name, status = excluded.status,
      geom = excluded.geom, revision = excluded.revision;
  INSERT INTO span (project_id, id, from_node, to_node, support, status, length_m, geom, revision)
    SELECT project_id, id, record ->> 'from', record ->> 'to', record ->> 'support', record ->> 'status', (record ->> 'lengthM')::double precision,
      ST_SetSRID(ST_GeomFromGeoJSON('{"type":"LineString","coordinates":' || (record ->> 'line') || '}'), 4326), revision
    FROM fresh WHERE fresh.kind = 'spans'
    ON CONFLICT (project_id, id) DO UPDATE SET from_node = excluded.from_node, to_node = excluded.to_node, support = excluded.support,
      status = excluded.status, length_m = excluded.length_m, geom = excluded.geom, revision = excluded.revision;
  RETURN NULL;
END
$$
