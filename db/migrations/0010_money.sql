CREATE TABLE "payment"."alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text,
	"mode" text,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"data" jsonb NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	CONSTRAINT "alerts_kind" CHECK ("payment"."alerts"."kind" in ('provider_only_payment', 'late_payment', 'provider_reversed', 'invariant_broken'))
);
--> statement-breakpoint
CREATE TABLE "payment"."holds" (
	"name" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment"."ledger_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment"."ledger_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" text NOT NULL,
	"mode" text NOT NULL,
	"tenant_id" text NOT NULL,
	"app_id" text NOT NULL,
	"kind" text NOT NULL,
	"source_id" text NOT NULL,
	"account" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"amount_rials" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_entries_once" UNIQUE("transaction_id","kind","source_id","account"),
	CONSTRAINT "ledger_entries_kind" CHECK ("payment"."ledger_entries"."kind" in ('payment', 'fee', 'refund', 'correction')),
	CONSTRAINT "ledger_entries_account" CHECK ("payment"."ledger_entries"."account" in ('provider_clearing', 'merchant_payable', 'provider_fees', 'refunds')),
	CONSTRAINT "ledger_entries_amount" CHECK ("payment"."ledger_entries"."amount_rials" <> 0)
);
--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD COLUMN "approval" text DEFAULT 'not_needed' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD COLUMN "approval_by" text;--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD COLUMN "approval_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."provider_accounts" ADD COLUMN "unanswered_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."provider_accounts" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."provider_accounts" ADD COLUMN "swept_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."provider_accounts" ADD COLUMN "next_sweep_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."tenants" ADD COLUMN "refund_approval_rials" bigint;--> statement-breakpoint
ALTER TABLE "payment"."attempts" ADD COLUMN "rung" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."transaction_events" ADD COLUMN "hash" "bytea" DEFAULT ''::bytea NOT NULL;--> statement-breakpoint
ALTER TABLE "payment"."ledger_entries" ADD CONSTRAINT "ledger_entries_transaction" FOREIGN KEY ("transaction_id","mode") REFERENCES "payment"."transactions"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."ledger_entries" ADD CONSTRAINT "ledger_entries_app" FOREIGN KEY ("app_id","tenant_id") REFERENCES "payment"."client_apps"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "payment"."alerts" USING btree ("kind","subject") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "alerts_open_oldest" ON "payment"."alerts" USING btree ("first_at","id") WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_one_payment" ON "payment"."ledger_entries" USING btree ("transaction_id","account") WHERE kind = 'payment';--> statement-breakpoint
CREATE INDEX "refunds_waiting" ON "payment"."refunds" USING btree ("tenant_id","id") WHERE approval = 'waiting';--> statement-breakpoint
CREATE INDEX "attempts_waiting" ON "payment"."attempts" USING btree ("account_id") WHERE next_check_at is not null;--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD CONSTRAINT "refunds_approval" CHECK ("payment"."refunds"."approval" in ('not_needed', 'waiting', 'approved', 'declined'));--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD CONSTRAINT "refunds_sent_approved" CHECK ("payment"."refunds"."sent_at" is null or "payment"."refunds"."approval" in ('not_needed', 'approved'));--> statement-breakpoint
ALTER TABLE "payment"."refunds" ADD CONSTRAINT "refunds_second_person" CHECK ("payment"."refunds"."approval" <> 'approved' or "payment"."refunds"."approval_by" <> "payment"."refunds"."requested_by_id");