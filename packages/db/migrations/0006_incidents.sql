CREATE TABLE "alarm" (
	"project_id" text NOT NULL,
	"id" bigint NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"severity" text NOT NULL,
	"type" text,
	"cause" text,
	"text" text,
	"raised_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"told_at" timestamp with time zone NOT NULL,
	"flaps" integer DEFAULT 0 NOT NULL,
	"acknowledged_by" text,
	"about" text NOT NULL,
	"object_table" text,
	"object_id" text,
	"incident_id" text,
	"changed" bigint NOT NULL,
	CONSTRAINT "alarm_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "alarm_named" UNIQUE("project_id","source","external_id"),
	CONSTRAINT "alarm_severity_known" CHECK ("alarm"."severity" in ('critical', 'major', 'minor', 'warning', 'indeterminate'))
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"assigned_to" text,
	"restored_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"cause" text,
	"impact" text,
	"place" text,
	"revision" bigint NOT NULL,
	CONSTRAINT "incident_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "incident_state_known" CHECK ("incident"."state" in ('open', 'assigned', 'restored', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "incident_event" (
	"project_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"revision" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"file" text,
	CONSTRAINT "incident_event_project_id_incident_id_revision_pk" PRIMARY KEY("project_id","incident_id","revision")
);
--> statement-breakpoint
CREATE TABLE "otdr_trace" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"equipment_id" text NOT NULL,
	"port" integer NOT NULL,
	"wave_nm" integer,
	"is_baseline" boolean NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"summary" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"revision" bigint NOT NULL,
	CONSTRAINT "otdr_trace_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_project_id_incident_id_incident_project_id_id_fk" FOREIGN KEY ("project_id","incident_id") REFERENCES "public"."incident"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "otdr_trace" ADD CONSTRAINT "otdr_trace_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alarm_changed" ON "alarm" USING btree ("project_id","changed");--> statement-breakpoint
CREATE INDEX "alarm_incident" ON "alarm" USING btree ("project_id","incident_id");--> statement-breakpoint
CREATE INDEX "incident_opened" ON "incident" USING btree ("project_id","opened_at");--> statement-breakpoint
CREATE INDEX "otdr_trace_port" ON "otdr_trace" USING btree ("project_id","equipment_id","port");--> statement-breakpoint
CREATE FUNCTION incident_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was written down about an incident is not changed.' USING ERRCODE = 'PL002';
END $$;--> statement-breakpoint
CREATE TRIGGER incident_event_kept BEFORE UPDATE ON "incident_event" FOR EACH ROW EXECUTE FUNCTION incident_event_is_kept();
