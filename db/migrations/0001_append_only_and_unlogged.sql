-- Losing token buckets in a crash only refills them; unlogged, they cost no write-ahead log.
ALTER TABLE "payment"."rate_buckets" SET UNLOGGED;
--> statement-breakpoint
-- History is only ever added to. A correction is a new row.
CREATE FUNCTION "payment"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: it is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "transaction_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment"."transaction_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "payment"."refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment"."audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "payment"."refuse_change"();
--> statement-breakpoint
-- Rows that change status often: vacuum early, leave room on the page.
ALTER TABLE "payment"."webhook_deliveries" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
--> statement-breakpoint
ALTER TABLE "payment"."attempts" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
