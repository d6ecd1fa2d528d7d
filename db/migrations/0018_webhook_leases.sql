-- Losing leases in a crash only means that what was in flight is sent again; unlogged, they cost no write-ahead log.
CREATE UNLOGGED TABLE "payment"."webhook_leases" (
	"delivery_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"event_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"trigger" text NOT NULL,
	CONSTRAINT "webhook_leases_endpoint_id_delivery_id_pk" PRIMARY KEY("endpoint_id","delivery_id")
);
--> statement-breakpoint
-- Rows come and go.
ALTER TABLE "payment"."webhook_leases" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_status";--> statement-breakpoint
-- Whoever held them has ended by the time of a migration: due again, their attempt not counted.
UPDATE "payment"."webhook_deliveries" SET "status" = 'pending', "attempt" = greatest("attempt" - 1, 0) WHERE "status" = 'sending';--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" DROP CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk";
--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_in_flight";--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_lease";--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_due";--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_recovering";--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ALTER COLUMN "request_headers" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ALTER COLUMN "response_headers" SET DATA TYPE json;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","next_attempt_at","id") WHERE status = 'pending' and recovered_at is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_recovering" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","next_attempt_at","id") WHERE status = 'pending' and recovered_at is not null;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" DROP COLUMN "lease_until";--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" DROP COLUMN "claim_id";--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_status" CHECK ("payment"."webhook_deliveries"."status" in ('pending', 'delivered', 'dead', 'held', 'canceled'));