CREATE TABLE "design" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"base_revision" bigint NOT NULL,
	"change" text NOT NULL,
	"by" text NOT NULL,
	"revision" bigint NOT NULL,
	"merged_revision" bigint,
	CONSTRAINT "design_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "design_state_known" CHECK ("design"."state" in ('open', 'merged', 'abandoned'))
);
--> statement-breakpoint
CREATE TABLE "joint_end" (
	"project_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"end_key" text NOT NULL,
	"face" text NOT NULL,
	CONSTRAINT "joint_end_project_id_kind_id_end_key_pk" PRIMARY KEY("project_id","kind","id","end_key"),
	CONSTRAINT "joint_end_once" UNIQUE("project_id","end_key","face") DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
CREATE TABLE "plant_object" (
	"project_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"record" jsonb NOT NULL,
	"sound" boolean DEFAULT true NOT NULL,
	"revision" bigint NOT NULL,
	CONSTRAINT "plant_object_project_id_kind_id_pk" PRIMARY KEY("project_id","kind","id"),
	CONSTRAINT "plant_object_kind_known" CHECK ("plant_object"."kind" in ('settings', 'cableTypes', 'closureTypes', 'splitterTypes', 'nodes', 'spans', 'ducts', 'cables', 'closures', 'splitters', 'villages', 'equipment', 'splices', 'patches', 'circuits', 'drops', 'services', 'attachments'))
);
--> statement-breakpoint
CREATE TABLE "plant_reference" (
	"project_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" text NOT NULL,
	CONSTRAINT "plant_reference_project_id_kind_id_to_kind_to_id_pk" PRIMARY KEY("project_id","kind","id","to_kind","to_id")
);
--> statement-breakpoint
CREATE TABLE "plant_version" (
	"project_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"since" bigint NOT NULL,
	"until" bigint NOT NULL,
	"record" jsonb NOT NULL,
	CONSTRAINT "plant_version_project_id_kind_id_since_pk" PRIMARY KEY("project_id","kind","id","since"),
	CONSTRAINT "plant_version_lasted" CHECK ("plant_version"."until" > "plant_version"."since")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "asked" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "before" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "warnings" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "store_revision" ADD COLUMN "at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "design" ADD CONSTRAINT "design_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_end" ADD CONSTRAINT "joint_end_of" FOREIGN KEY ("project_id","kind","id") REFERENCES "public"."plant_object"("project_id","kind","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plant_object" ADD CONSTRAINT "plant_object_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plant_reference" ADD CONSTRAINT "plant_reference_from" FOREIGN KEY ("project_id","kind","id") REFERENCES "public"."plant_object"("project_id","kind","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plant_reference" ADD CONSTRAINT "plant_reference_target" FOREIGN KEY ("project_id","to_kind","to_id") REFERENCES "public"."plant_object"("project_id","kind","id") ON DELETE no action ON UPDATE no action DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "plant_version" ADD CONSTRAINT "plant_version_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plant_object_since" ON "plant_object" USING btree ("project_id","revision");--> statement-breakpoint
CREATE INDEX "plant_object_tray" ON "plant_object" USING btree ("project_id",("record" ->> 'closureId'),("record" ->> 'tray')) WHERE "plant_object"."kind" = 'splices' and "plant_object"."record" ->> 'method' <> 'uncut';--> statement-breakpoint
CREATE INDEX "plant_reference_to" ON "plant_reference" USING btree ("project_id","to_kind","to_id");--> statement-breakpoint
CREATE INDEX "plant_version_until" ON "plant_version" USING btree ("project_id","until");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_idempotency" ON "audit" USING btree ("project_id","idempotency_key") WHERE "audit"."idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX "audit_project" ON "audit" USING btree ("project_id","revision");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");
--> statement-breakpoint
-- The one text of a joint's end: sorts as the order of a joint's ends does, under the collation "C".
CREATE FUNCTION joint_end_key(e jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN e ? 'cableId' THEN '0' || (e ->> 'cableId') || chr(1) || lpad(e ->> 'tube', 9, '0') || lpad(e ->> 'strand', 9, '0') || (e ->> 'end')
    WHEN e ? 'splitterId' THEN '1' || (e ->> 'splitterId') || chr(1) || (e ->> 'side') || lpad(e ->> 'leg', 9, '0')
    WHEN e ? 'equipmentId' THEN '2' || (e ->> 'equipmentId') || chr(1) || lpad(e ->> 'port', 9, '0')
  END
$$
--> statement-breakpoint
ALTER TABLE "plant_object" ADD CONSTRAINT "plant_object_joint_order" CHECK (kind NOT IN ('splices', 'patches')
  OR coalesce(joint_end_key(record -> 'a') < joint_end_key(record -> 'b') COLLATE "C", false))
--> statement-breakpoint
CREATE FUNCTION joint_end_holder_kind(e jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN e ? 'cableId' THEN 'cables' WHEN e ? 'splitterId' THEN 'splitters' ELSE 'equipment' END
$$
--> statement-breakpoint
CREATE FUNCTION joint_end_holder_id(e jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(e ->> 'cableId', e ->> 'splitterId', e ->> 'equipmentId')
$$
--> statement-breakpoint
-- What a record names: it may not be without it, and it holds it in place.
CREATE FUNCTION plant_references(kind text, r jsonb) RETURNS TABLE (to_kind text, to_id text) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  CASE kind
    WHEN 'spans' THEN
      RETURN QUERY VALUES ('nodes', r ->> 'from'), ('nodes', r ->> 'to');
    WHEN 'ducts' THEN
      RETURN QUERY VALUES ('spans', r ->> 'spanId'), ('ducts', r ->> 'insideId');
    WHEN 'cables' THEN
      RETURN QUERY VALUES ('cableTypes', r ->> 'typeId'), ('nodes', r ->> 'startNodeId')
        UNION SELECT 'spans', jsonb_array_elements_text(r -> 'spanIds')
        UNION SELECT 'ducts', d ->> 'ductId' FROM jsonb_array_elements(coalesce(r -> 'ducts', '[]')) d
        UNION SELECT 'nodes', n ->> 'nodeId' FROM jsonb_array_elements(coalesce(r -> 'slack', '[]') || coalesce(r -> 'marks', '[]')) n;
    WHEN 'closures' THEN
      RETURN QUERY VALUES ('nodes', r ->> 'nodeId'), ('closureTypes', r ->> 'typeId');
    WHEN 'splitters' THEN
      RETURN QUERY VALUES ('closures', r ->> 'closureId'), ('splitterTypes', r ->> 'typeId');
    WHEN 'equipment' THEN
      RETURN QUERY VALUES ('nodes', r ->> 'nodeId'), ('villages', r ->> 'villageCode');
    WHEN 'splices' THEN
      RETURN QUERY VALUES ('closures', r ->> 'closureId'), (joint_end_holder_kind(r -> 'a'), joint_end_holder_id(r -> 'a')),
        (joint_end_holder_kind(r -> 'b'), joint_end_holder_id(r -> 'b'));
    WHEN 'patches' THEN
      RETURN QUERY VALUES (joint_end_holder_kind(r -> 'a'), joint_end_holder_id(r -> 'a')),
        (joint_end_holder_kind(r -> 'b'), joint_end_holder_id(r -> 'b'));
    WHEN 'circuits' THEN
      RETURN QUERY VALUES ('equipment', r -> 'a' ->> 'equipmentId'), ('equipment', r -> 'z' ->> 'equipmentId');
    WHEN 'drops' THEN
      RETURN QUERY VALUES ('villages', r ->> 'villageCode'), ('cables', r ->> 'cableId'), ('equipment', r ->> 'equipmentId');
    WHEN 'services' THEN
      RETURN QUERY VALUES ('villages', r ->> 'villageCode'), ('circuits', r ->> 'circuitId');
    WHEN 'attachments' THEN
      RETURN QUERY VALUES (r -> 'of' ->> 'table', r -> 'of' ->> 'id');
    ELSE
      NULL;
  END CASE;
END
$$
--> statement-breakpoint
-- A refusal of a rule: its code, the object and the holder travel as the detail.
CREATE FUNCTION plant_refuse(code text, kind text, id text, holder_kind text, holder text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = message, DETAIL = jsonb_strip_nulls(jsonb_build_object(
    'code', code, 'table', kind, 'id', id, 'holderTable', holder_kind, 'holder', holder))::text;
END
$$
--> statement-breakpoint
CREATE FUNCTION plant_record(project text, wanted text, named text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT record FROM plant_object WHERE project_id = project AND kind = wanted AND id = named
$$
--> statement-breakpoint
-- A millimetre more than the project's tolerance: the program measures with another geodesic formula.
CREATE FUNCTION plant_tolerance_m(project text) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT coalesce((plant_record(project, 'settings', 'plant') ->> 'toleranceM')::double precision, 0.01) + 0.001
$$
--> statement-breakpoint
CREATE FUNCTION plant_check_span(project text, span_id text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s record;
  tolerance double precision := plant_tolerance_m(project);
  gap double precision;
  place record;
BEGIN
  SELECT * INTO s FROM span WHERE project_id = project AND id = span_id;
  IF s.from_node = s.to_node OR ST_IsClosed(s.geom) THEN
    PERFORM plant_refuse('LINE_CLOSED', 'spans', span_id, NULL, NULL, format('Span %s ends where it begins.', span_id));
  END IF;
  IF ST_Length(s.geom::geography) <= tolerance - 0.002 THEN
    PERFORM plant_refuse('LINE_TOO_SHORT', 'spans', span_id, NULL, NULL, format('Span %s is too short.', span_id));
  END IF;
  IF NOT ST_IsSimple(s.geom) THEN
    PERFORM plant_refuse('LINE_CROSSES_ITSELF', 'spans', span_id, NULL, NULL, format('Span %s crosses or touches itself.', span_id));
  END IF;
  FOR place IN SELECT s.from_node AS node_id, ST_StartPoint(s.geom) AS point UNION ALL SELECT s.to_node, ST_EndPoint(s.geom) LOOP
    SELECT ST_Distance(geom::geography, place.point::geography) INTO gap FROM node WHERE project_id = project AND id = place.node_id;
    IF gap > tolerance THEN
      PERFORM plant_refuse('SPAN_END_OFF_NODE', 'spans', span_id, 'nodes', place.node_id,
        format('Span %s ends %s m from node %s.', span_id, round(gap::numeric, 3), place.node_id));
    END IF;
  END LOOP;
END
$$
--> statement-breakpoint
-- The node at a cable's b-end; refuses a cable whose spans do not join on, or that runs over one twice without being a loop.
-- One look-up for each span: joined to the whole table, a cable of a new plant was walked by reading every span.
CREATE FUNCTION plant_cable_end(project text, cable_id text, cable jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
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
$$
--> statement-breakpoint
-- The node where a joint's end is; refuses an address that its cable, splitter or device does not have.
CREATE FUNCTION plant_end_node(project text, joint_kind text, joint_id text, e jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  holder_kind text := joint_end_holder_kind(e);
  holder_id text := joint_end_holder_id(e);
  holder jsonb := plant_record(project, holder_kind, holder_id);
  type jsonb;
  code text;
BEGIN
  IF holder IS NULL THEN RETURN NULL; END IF;
  IF holder_kind = 'cables' THEN
    type := plant_record(project, 'cableTypes', holder ->> 'typeId');
    IF (e ->> 'tube')::numeric NOT BETWEEN 1 AND (type ->> 'tubes')::numeric
      OR (e ->> 'strand')::numeric NOT BETWEEN 1 AND (type ->> 'strandsPerTube')::numeric THEN code := 'STRAND_UNKNOWN'; END IF;
  ELSIF holder_kind = 'splitters' THEN
    type := plant_record(project, 'splitterTypes', holder ->> 'typeId');
    IF (e ->> 'leg')::numeric NOT BETWEEN 1 AND (type ->> CASE e ->> 'side' WHEN 'in' THEN 'inputs' ELSE 'outputs' END)::numeric THEN code := 'LEG_UNKNOWN'; END IF;
  ELSIF (e ->> 'port')::numeric NOT BETWEEN 1 AND (holder ->> 'ports')::numeric THEN code := 'PORT_UNKNOWN';
  END IF;
  IF code IS NOT NULL THEN
    PERFORM plant_refuse(code, joint_kind, joint_id, holder_kind, holder_id, format('%s has no such end as %s.', holder_id, e));
  END IF;
  RETURN CASE holder_kind
    WHEN 'equipment' THEN holder ->> 'nodeId'
    WHEN 'splitters' THEN plant_record(project, 'closures', holder ->> 'closureId') ->> 'nodeId'
    ELSE CASE e ->> 'end' WHEN 'a' THEN holder ->> 'startNodeId' ELSE plant_cable_end(project, holder_id, holder) END
  END;
END
$$
--> statement-breakpoint
CREATE FUNCTION plant_check_taken(project text, joint_kind text, joint_id text, e jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  other record;
  here text;
BEGIN
  SELECT face INTO here FROM joint_end WHERE project_id = project AND kind = joint_kind AND id = joint_id AND end_key = joint_end_key(e);
  SELECT kind, id INTO other FROM joint_end WHERE project_id = project AND end_key = joint_end_key(e) AND (kind, id) <> (joint_kind, joint_id)
    AND (face = here OR face = '' OR here = '') LIMIT 1;
  IF other.id IS NOT NULL THEN
    PERFORM plant_refuse('END_TAKEN', joint_kind, joint_id, other.kind, other.id, format('%s is joined by %s already.', e, other.id));
  END IF;
END
$$
--> statement-breakpoint
CREATE FUNCTION plant_check_joint(project text, joint_kind text, joint_id text, joint jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a_node text := plant_end_node(project, joint_kind, joint_id, joint -> 'a');
  b_node text := plant_end_node(project, joint_kind, joint_id, joint -> 'b');
  closure jsonb;
BEGIN
  PERFORM plant_check_taken(project, joint_kind, joint_id, joint -> 'a');
  PERFORM plant_check_taken(project, joint_kind, joint_id, joint -> 'b');
  IF a_node <> b_node THEN
    PERFORM plant_refuse('JOINT_NOT_AT_NODE', joint_kind, joint_id, 'nodes', b_node, format('%s joins an end at %s to one at %s.', joint_id, a_node, b_node));
  END IF;
  IF joint_kind = 'patches' THEN RETURN; END IF;
  IF NOT joint ? 'closureId' THEN
    IF NOT (joint -> 'a' ? 'equipmentId' OR joint -> 'b' ? 'equipmentId') THEN
      PERFORM plant_refuse('CLOSURE_NEEDED', joint_kind, joint_id, NULL, NULL, format('Splice %s is neither in a closure nor at a port.', joint_id));
    END IF;
    RETURN;
  END IF;
  closure := plant_record(project, 'closures', joint ->> 'closureId');
  IF a_node <> closure ->> 'nodeId' THEN
    PERFORM plant_refuse('JOINT_NOT_AT_NODE', joint_kind, joint_id, 'closures', joint ->> 'closureId', format('%s joins ends at %s, not where its closure is.', joint_id, a_node));
  END IF;
  PERFORM plant_check_tray(project, joint_id, joint, plant_record(project, 'closureTypes', closure ->> 'typeId'));
END
$$
--> statement-breakpoint
CREATE FUNCTION plant_check_tray(project text, splice_id text, splice jsonb, type jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  used integer;
BEGIN
  IF splice ->> 'method' = 'uncut' THEN RETURN; END IF;
  IF NOT (splice -> 'a' ? 'equipmentId' OR splice -> 'b' ? 'equipmentId')
    AND NOT coalesce((splice ->> 'tray')::numeric BETWEEN 1 AND (type ->> 'trays')::numeric, false) THEN
    PERFORM plant_refuse('TRAY_UNKNOWN', 'splices', splice_id, 'closures', splice ->> 'closureId', format('Closure %s has no tray %s.', splice ->> 'closureId', splice ->> 'tray'));
  END IF;
  SELECT count(*) INTO used FROM plant_object WHERE project_id = project AND kind = 'splices' AND record ->> 'method' <> 'uncut'
    AND record ->> 'closureId' = splice ->> 'closureId' AND record ->> 'tray' = splice ->> 'tray';
  IF used > (type ->> 'splicesPerTray')::numeric THEN
    PERFORM plant_refuse('TRAY_FULL', 'closures', splice ->> 'closureId', 'closures', splice ->> 'closureId',
      format('Tray %s of %s holds %s splices, not %s.', splice ->> 'tray', splice ->> 'closureId', type ->> 'splicesPerTray', used));
  END IF;
END
$$
--> statement-breakpoint
-- Looks at one object as it is at the end of its transaction.
CREATE FUNCTION plant_check(project text, wanted text, named text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r jsonb;
BEGIN
  SELECT record INTO r FROM plant_object WHERE project_id = project AND kind = wanted AND id = named AND sound;
  IF r IS NULL THEN RETURN; END IF;
  CASE wanted
    WHEN 'spans' THEN PERFORM plant_check_span(project, named);
    WHEN 'cables' THEN PERFORM plant_cable_end(project, named, r);
    WHEN 'splices', 'patches' THEN PERFORM plant_check_joint(project, wanted, named, r);
    ELSE NULL;
  END CASE;
END
$$
--> statement-breakpoint
-- A new object is looked at; of a changed one what refers to it too, over two steps: a splice whose cable's end moved because a span did.
CREATE FUNCTION plant_object_judged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  other record;
BEGIN
  PERFORM plant_check(new.project_id, new.kind, new.id);
  IF TG_OP = 'INSERT' THEN RETURN NULL; END IF;
  FOR other IN
    WITH near AS (SELECT kind, id FROM plant_reference WHERE project_id = new.project_id AND to_kind = new.kind AND to_id = new.id)
    SELECT kind, id FROM near WHERE kind IN ('spans', 'cables', 'splices', 'patches')
    UNION SELECT r.kind, r.id FROM near n JOIN plant_reference r ON r.project_id = new.project_id AND r.to_kind = n.kind AND r.to_id = n.id
      WHERE r.kind IN ('cables', 'splices', 'patches')
  LOOP
    PERFORM plant_check(new.project_id, other.kind, other.id);
  END LOOP;
  RETURN NULL;
END
$$
--> statement-breakpoint
-- Keeps the version that was, and what follows from the records: references, joined ends, and the rows that maps and plans read.
-- Planned anew for each statement: a plan made while the tables were empty reads them whole for every row of a large import.
CREATE FUNCTION plant_object_written() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
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
--> statement-breakpoint
INSERT INTO "plant_object" (project_id, kind, id, record, sound, revision)
SELECT project_id, 'nodes', id, jsonb_strip_nulls(jsonb_build_object('id', id, 'kind', kind, 'name', name, 'status', status,
  'position', jsonb_build_array(ST_X(geom), ST_Y(geom)))), false, revision FROM node
--> statement-breakpoint
INSERT INTO "plant_object" (project_id, kind, id, record, sound, revision)
SELECT project_id, 'spans', id, jsonb_build_object('id', id, 'from', from_node, 'to', to_node, 'support', support, 'status', status, 'lengthM', length_m,
  'line', (SELECT jsonb_agg(jsonb_build_array(ST_X(p.geom), ST_Y(p.geom)) ORDER BY p.path) FROM ST_DumpPoints(span.geom) p)), false, revision FROM span
--> statement-breakpoint
INSERT INTO "plant_object" (project_id, kind, id, record, sound, revision)
SELECT project_id, 'villages', code, jsonb_strip_nulls(jsonb_build_object('code', code, 'name', name, 'status', status, 'people', people,
  'households', households, 'countyCode', county_code, 'position', jsonb_build_array(ST_X(geom), ST_Y(geom)))), false, revision FROM village
--> statement-breakpoint
INSERT INTO "plant_reference" (project_id, kind, id, to_kind, to_id)
SELECT DISTINCT o.project_id, o.kind, o.id, r.to_kind, r.to_id FROM plant_object o CROSS JOIN LATERAL plant_references(o.kind, o.record) r WHERE r.to_id IS NOT NULL
--> statement-breakpoint
CREATE TRIGGER plant_object_after_insert AFTER INSERT ON "plant_object" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION plant_object_written()
--> statement-breakpoint
CREATE TRIGGER plant_object_after_update AFTER UPDATE ON "plant_object" REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION plant_object_written()
--> statement-breakpoint
CREATE TRIGGER plant_object_after_delete AFTER DELETE ON "plant_object" REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION plant_object_written()
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER plant_object_new_judged AFTER INSERT ON "plant_object" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.sound AND new.kind IN ('spans', 'cables', 'splices', 'patches')) EXECUTE FUNCTION plant_object_judged()
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER plant_object_change_judged AFTER UPDATE ON "plant_object" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.sound > old.sound OR old.record - ARRAY['name', 'status', 'confidence'] IS DISTINCT FROM new.record - ARRAY['name', 'status', 'confidence'])
  EXECUTE FUNCTION plant_object_judged()
--> statement-breakpoint
CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'PL002', MESSAGE = 'Audit rows are only ever added.';
END
$$
--> statement-breakpoint
CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_only_added()
--> statement-breakpoint
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added()
