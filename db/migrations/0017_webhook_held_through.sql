ALTER TABLE "payment"."webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_resume";--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_held";--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "last_gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "held_through" text;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_held" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","id") WHERE status = 'held';--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_resume" CHECK ("payment"."webhook_deliveries"."resume_status" in ('pending', 'held', 'delivered', 'dead'));