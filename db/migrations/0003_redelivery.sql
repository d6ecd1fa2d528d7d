ALTER TABLE "payment"."webhook_deliveries" ADD COLUMN "type" text;--> statement-breakpoint
UPDATE "payment"."webhook_deliveries" AS "d" SET "type" = "e"."type" FROM "payment"."webhook_events" AS "e" WHERE "e"."id" = "d"."event_id";--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ALTER COLUMN "type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD COLUMN "extra_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD COLUMN "resume_status" text;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD COLUMN "resume_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_held" ON "payment"."webhook_deliveries" USING btree ("endpoint_id") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_kind_newest" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","type","status","id");--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_resume" CHECK ("payment"."webhook_deliveries"."resume_status" in ('pending', 'delivered', 'dead'));