CREATE TABLE "payment"."notices" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"data" jsonb NOT NULL,
	"mail_at" timestamp with time zone,
	"mail_attempts" integer DEFAULT 0 NOT NULL,
	"mailed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notices_kind" CHECK ("payment"."notices"."kind" in ('delivery_failing', 'endpoint_failing', 'endpoint_disable_soon', 'endpoint_disabled', 'endpoint_recovered'))
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook_endpoint_hours" (
	"endpoint_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"latency_counts" integer[] NOT NULL,
	CONSTRAINT "webhook_endpoint_hours_endpoint_id_hour_pk" PRIMARY KEY("endpoint_id","hour")
);
--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_due";--> statement-breakpoint
DROP INDEX "payment"."webhook_events_feed";--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "dns_ms" integer;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "connect_ms" integer;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "tls_ms" integer;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "first_byte_ms" integer;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "request_headers" jsonb;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "response_headers" jsonb;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD COLUMN "recovered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "consecutive_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "open_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "last_success_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD COLUMN "last_failure_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."webhook_events" ADD COLUMN "position" bigint;--> statement-breakpoint
ALTER TABLE "payment"."notices" ADD CONSTRAINT "notices_endpoint" FOREIGN KEY ("endpoint_id","mode") REFERENCES "payment"."webhook_endpoints"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoint_hours" ADD CONSTRAINT "webhook_endpoint_hours_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "payment"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_newest" ON "payment"."notices" USING btree ("endpoint_id","kind","id");--> statement-breakpoint
CREATE INDEX "notices_of_tenant" ON "payment"."notices" USING btree ("tenant_id","mode","id");--> statement-breakpoint
CREATE INDEX "notices_due" ON "payment"."notices" USING btree ("mail_at") WHERE mail_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_recovering" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE status = 'pending' and recovered_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_hand" ON "payment"."webhook_deliveries" USING btree ("endpoint_id") WHERE status = 'pending' and resume_status is not null;--> statement-breakpoint
CREATE INDEX "webhook_endpoints_failing" ON "payment"."webhook_endpoints" USING btree ("id") WHERE failing_since is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_unplaced" ON "payment"."webhook_events" USING btree ("app_id","mode","seq") WHERE position is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE status = 'pending' and recovered_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_events_feed" ON "payment"."webhook_events" USING btree ("app_id","mode","position") WHERE position is not null;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_disabled" CHECK ("payment"."webhook_endpoints"."disabled_reason" in ('gone', 'failing') and ("payment"."webhook_endpoints"."disabled_reason" is null) = ("payment"."webhook_endpoints"."disabled_at" is null));