ALTER TABLE "village" ADD COLUMN "services" text[];--> statement-breakpoint
ALTER TABLE "village" ADD COLUMN "priority" integer;--> statement-breakpoint
ALTER TABLE "village" ADD COLUMN "due_date" date;--> statement-breakpoint
ALTER TABLE "village" ADD CONSTRAINT "village_priority_counted" CHECK ("village"."priority" >= 0);