-- The state machine of lib/transactions/state.ts, held by the database too; a test keeps them equal.
CREATE FUNCTION "payment"."refuse_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) IN (
      ('created', 'open'), ('created', 'failed'), ('created', 'expired'),
      ('open', 'verifying'), ('open', 'paid'), ('open', 'failed'), ('open', 'canceled'), ('open', 'expired'),
      ('verifying', 'paid'), ('verifying', 'failed'), ('verifying', 'canceled'), ('verifying', 'expired'))
    OR (NEW.late_at IS NOT NULL AND (OLD.status, NEW.status) IN (
      ('failed', 'paid'), ('canceled', 'paid'), ('expired', 'paid')))
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'transaction % may not go from % to %', OLD.id, OLD.status, NEW.status
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "transactions_transition" BEFORE UPDATE OF "status" ON "payment"."transactions"
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION "payment"."refuse_transition"();
--> statement-breakpoint
-- What an event's hash covers: the hash before it and everything the row says, in one certain spelling.
CREATE FUNCTION "payment"."event_hash"(before bytea, e "payment"."transaction_events") RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(before || convert_to(jsonb_build_array(
    e.transaction_id, e.seq, e.type, (extract(epoch FROM e.at) * 1000000)::bigint, e.actor_type, e.actor_id,
    e.request_id, e.attempt_id, e.data, e.duration_ms)::text, 'UTF8'))
$$;
--> statement-breakpoint
CREATE FUNCTION "payment"."chain_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Writers of one transaction's history are ordered by its row, so the event before is there.
  NEW.hash := "payment"."event_hash"(COALESCE((
    SELECT hash FROM "payment"."transaction_events"
    WHERE transaction_id = NEW.transaction_id AND seq = NEW.seq - 1), ''::bytea), NEW);
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER TABLE "payment"."transaction_events" DISABLE TRIGGER "transaction_events_append_only";
--> statement-breakpoint
DO $$
DECLARE
  e "payment"."transaction_events";
  before bytea := ''::bytea;
BEGIN
  FOR e IN SELECT * FROM "payment"."transaction_events" ORDER BY transaction_id, seq LOOP
    IF e.seq = 1 THEN before := ''::bytea; END IF;
    before := "payment"."event_hash"(before, e);
    UPDATE "payment"."transaction_events" SET hash = before
      WHERE transaction_id = e.transaction_id AND seq = e.seq;
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE "payment"."transaction_events" ENABLE TRIGGER "transaction_events_append_only";
--> statement-breakpoint
CREATE TRIGGER "transaction_events_chain" BEFORE INSERT ON "payment"."transaction_events"
  FOR EACH ROW EXECUTE FUNCTION "payment"."chain_event"();
--> statement-breakpoint
CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment"."ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "payment"."refuse_change"();
--> statement-breakpoint
CREATE FUNCTION "payment"."refuse_unbalanced"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id, kind, source_id HAVING sum(amount_rials) <> 0) THEN
    RAISE EXCEPTION 'ledger entries must add up to zero' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ledger_entries_balanced" AFTER INSERT ON "payment"."ledger_entries"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "payment"."refuse_unbalanced"();
--> statement-breakpoint
-- What was paid and given back before there was a ledger.
INSERT INTO "payment"."ledger_entries"
  (transaction_id, mode, tenant_id, app_id, kind, source_id, account, provider_account_id, amount_rials, at)
SELECT t.id, t.mode, t.tenant_id, t.app_id, 'payment', a.id, side.account, a.account_id, t.amount_rials * side.sign, t.paid_at
FROM "payment"."transactions" t
JOIN "payment"."attempts" a ON a.transaction_id = t.id AND a.status = 'paid'
CROSS JOIN (VALUES ('provider_clearing', 1), ('merchant_payable', -1)) side(account, sign)
WHERE t.status = 'paid';
--> statement-breakpoint
INSERT INTO "payment"."ledger_entries"
  (transaction_id, mode, tenant_id, app_id, kind, source_id, account, provider_account_id, amount_rials, at)
SELECT r.transaction_id, r.mode, r.tenant_id, r.app_id, 'refund', r.id, side.account, a.account_id, r.amount_rials * side.sign, r.ended_at
FROM "payment"."refunds" r
JOIN "payment"."attempts" a ON a.id = r.attempt_id
CROSS JOIN (VALUES ('refunds', 1), ('provider_clearing', -1)) side(account, sign)
WHERE r.status = 'succeeded';
