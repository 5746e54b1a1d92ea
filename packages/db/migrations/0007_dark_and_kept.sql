CREATE TABLE "incident_dark" (
	"project_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"stretch" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "incident_dark_project_id_incident_id_stretch_pk" PRIMARY KEY("project_id","incident_id","stretch"),
	CONSTRAINT "incident_dark_lasted" CHECK ("incident_dark"."until" >= "incident_dark"."since")
);
--> statement-breakpoint
CREATE TABLE "incident_loss" (
	"project_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"county_code" text NOT NULL,
	"villages" integer NOT NULL,
	"people" double precision NOT NULL,
	CONSTRAINT "incident_loss_project_id_incident_id_county_code_pk" PRIMARY KEY("project_id","incident_id","county_code")
);
--> statement-breakpoint
CREATE TABLE "kept_file" (
	"project_id" text NOT NULL,
	"sha256" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_file_project_id_sha256_pk" PRIMARY KEY("project_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "request_answer" (
	"key" text NOT NULL,
	"part" integer NOT NULL,
	"asked" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_answer_key_part_pk" PRIMARY KEY("key","part")
);
--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "impact_revision" bigint;--> statement-breakpoint
ALTER TABLE "incident_event" ADD COLUMN "alarm_ids" text;--> statement-breakpoint
ALTER TABLE "incident_dark" ADD CONSTRAINT "incident_dark_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_dark" ADD CONSTRAINT "incident_dark_of" FOREIGN KEY ("project_id","incident_id") REFERENCES "public"."incident"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_loss" ADD CONSTRAINT "incident_loss_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_loss" ADD CONSTRAINT "incident_loss_of" FOREIGN KEY ("project_id","incident_id") REFERENCES "public"."incident"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_file" ADD CONSTRAINT "kept_file_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_loss_county" ON "incident_loss" USING btree ("project_id","county_code");--> statement-breakpoint
CREATE INDEX "request_answer_at" ON "request_answer" USING btree ("at");--> statement-breakpoint
INSERT INTO "incident_dark" ("project_id", "incident_id", "stretch", "since", "until")
WITH mark AS (
  SELECT project_id, incident_id, kind, at, row_number() OVER (PARTITION BY project_id, incident_id, kind ORDER BY revision) AS n
  FROM "incident_event" WHERE kind IN ('restored', 'reopened')
), stretch AS (
  SELECT i.project_id, i.id, i.restored_at, s.n, s.last, CASE WHEN s.n = 1 THEN i.opened_at ELSE up.at END AS since, down.at AS until
  FROM "incident" i
    CROSS JOIN LATERAL (
      SELECT generate_series(1, count(*) + 1) AS n, count(*) + 1 AS last FROM mark
      WHERE mark.project_id = i.project_id AND mark.incident_id = i.id AND mark.kind = 'reopened'
    ) s
    LEFT JOIN mark up ON up.project_id = i.project_id AND up.incident_id = i.id AND up.kind = 'reopened' AND up.n = s.n - 1
    LEFT JOIN mark down ON down.project_id = i.project_id AND down.incident_id = i.id AND down.kind = 'restored' AND down.n = s.n
), lasting AS (
  SELECT project_id, id, n, since, CASE WHEN n = last THEN restored_at ELSE until END AS until FROM stretch
)
SELECT project_id, id, n, since, CASE WHEN until < since THEN since ELSE until END FROM lasting;--> statement-breakpoint
INSERT INTO "incident_loss" ("project_id", "incident_id", "county_code", "villages", "people")
SELECT project_id, id, coalesce(village ->> 'countyCode', ''), count(*), coalesce(sum((village ->> 'people')::double precision), 0)
FROM "incident", json_array_elements(impact::json -> 'villages') AS village
WHERE impact IS NOT NULL AND village ->> 'fate' = 'lost' GROUP BY 1, 2, 3;--> statement-breakpoint
INSERT INTO "kept_file" ("project_id", "sha256", "by", "at")
SELECT project_id, file::json ->> 'sha256', "by", at FROM "incident_event" WHERE file IS NOT NULL
UNION ALL SELECT project_id, sha256, "by", at FROM "otdr_trace"
UNION ALL SELECT o.project_id, record ->> 'sha256', a."by", a.at FROM (
    SELECT project_id, revision, record FROM "plant_object" WHERE kind = 'attachments'
    UNION ALL SELECT project_id, since, record FROM "plant_version" WHERE kind = 'attachments'
  ) o JOIN "audit" a USING (revision)
ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "incident" SET "impact_revision" = (impact::json ->> 'revision')::bigint WHERE impact IS NOT NULL;--> statement-breakpoint
UPDATE "alarm" SET "incident_id" = NULL
WHERE incident_id IS NOT NULL AND NOT EXISTS (SELECT FROM "incident" i WHERE i.project_id = alarm.project_id AND i.id = alarm.incident_id);--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_of_incident" FOREIGN KEY ("project_id","incident_id") REFERENCES "public"."incident"("project_id","id") ON DELETE no action ON UPDATE no action;
