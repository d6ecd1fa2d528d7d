CREATE SCHEMA IF NOT EXISTS "payment";
--> statement-breakpoint
CREATE SEQUENCE "payment"."webhook_event_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "payment"."api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"app_id" text NOT NULL,
	"mode" text NOT NULL,
	"public_id" text NOT NULL,
	"secret_enc" text NOT NULL,
	"label" text,
	"allowed_cidrs" text[],
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_keys_public_id" UNIQUE("public_id"),
	CONSTRAINT "api_keys_id_app_mode" UNIQUE("id","app_id","mode"),
	CONSTRAINT "api_keys_mode" CHECK ("payment"."api_keys"."mode" in ('test', 'live'))
);
--> statement-breakpoint
CREATE TABLE "payment"."app_provider_accounts" (
	"app_id" text NOT NULL,
	"mode" text NOT NULL,
	"provider" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_provider_accounts_app_id_mode_provider_pk" PRIMARY KEY("app_id","mode","provider")
);
--> statement-breakpoint
CREATE TABLE "payment"."client_apps" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"profile_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"return_origins" text[] NOT NULL,
	"late_payment" text DEFAULT 'return' NOT NULL,
	"description_prefix" text,
	"branding" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	CONSTRAINT "client_apps_id_tenant" UNIQUE("id","tenant_id"),
	CONSTRAINT "client_apps_slug" UNIQUE("tenant_id","slug"),
	CONSTRAINT "client_apps_late_payment" CHECK ("payment"."client_apps"."late_payment" in ('return', 'accept'))
);
--> statement-breakpoint
CREATE TABLE "payment"."request_nonces" (
	"key_id" text NOT NULL,
	"nonce" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_nonces_key_id_nonce_pk" PRIMARY KEY("key_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "payment"."rate_buckets" (
	"name" text PRIMARY KEY NOT NULL,
	"per_second" double precision NOT NULL,
	"burst" double precision NOT NULL,
	"tokens" double precision NOT NULL,
	"granted" double precision NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment"."audit_log" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"request_id" text,
	"action" text NOT NULL,
	"entity_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment"."operators" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"password_issued_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "operators_role" CHECK ("payment"."operators"."role" in ('owner', 'admin', 'support', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "payment"."sandbox_sessions" (
	"authority" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"description" text NOT NULL,
	"callback_url" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"scenario" text,
	"status" text NOT NULL,
	"ref_id" bigint,
	"card_pan" text,
	"card_hash" text,
	"fee" bigint NOT NULL,
	"referer" text,
	"verify_calls" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"canceled_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"reversed_at" timestamp with time zone,
	"returned_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "payment"."merchant_profiles" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchant_profiles_id_tenant" UNIQUE("id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "payment"."provider_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"profile_id" text NOT NULL,
	"provider" text NOT NULL,
	"mode" text NOT NULL,
	"identity_hash" text NOT NULL,
	"label" text NOT NULL,
	"shared_at" timestamp with time zone,
	"priority" integer DEFAULT 100 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_accounts_id_mode" UNIQUE("id","mode"),
	CONSTRAINT "provider_accounts_identity" UNIQUE("tenant_id","provider","mode","identity_hash"),
	CONSTRAINT "provider_accounts_mode" CHECK ("payment"."provider_accounts"."mode" in ('test', 'live'))
);
--> statement-breakpoint
CREATE TABLE "payment"."provider_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"mode" text NOT NULL,
	"secret_enc" text NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"effective_from" timestamp with time zone DEFAULT now() NOT NULL,
	"effective_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment"."tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "payment"."attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"transaction_id" text NOT NULL,
	"mode" text NOT NULL,
	"account_id" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"authority" text,
	"ref_id" text,
	"card_pan" text,
	"card_hash" text,
	"fee_rials" bigint,
	"hand_off_url" text,
	"callback_hint" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	"callback_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"lease_token" text,
	"lease_until" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"last_check_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	CONSTRAINT "attempts_authority" UNIQUE("account_id","authority"),
	CONSTRAINT "attempts_ref_id" UNIQUE("account_id","ref_id"),
	CONSTRAINT "attempts_status" CHECK ("payment"."attempts"."status" in ('requesting', 'open', 'refused', 'lost', 'paid', 'unpaid'))
);
--> statement-breakpoint
CREATE TABLE "payment"."transaction_events" (
	"transaction_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"request_id" text,
	"attempt_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"duration_ms" integer,
	CONSTRAINT "transaction_events_transaction_id_seq_pk" PRIMARY KEY("transaction_id","seq")
);
--> statement-breakpoint
CREATE TABLE "payment"."transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"profile_id" text NOT NULL,
	"app_id" text NOT NULL,
	"key_id" text NOT NULL,
	"mode" text NOT NULL,
	"order_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"status" text NOT NULL,
	"amount_rials" bigint NOT NULL,
	"amount_sent" bigint NOT NULL,
	"currency" text NOT NULL,
	"refunded_rials" bigint DEFAULT 0 NOT NULL,
	"description" text NOT NULL,
	"method" text NOT NULL,
	"locale" text NOT NULL,
	"return_url" text NOT NULL,
	"payer_name" text,
	"payer_mobile" text,
	"payer_email" text,
	"metadata" jsonb NOT NULL,
	"failure_code" text,
	"failure_reason" text,
	"exception" text,
	"event_seq" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"late_at" timestamp with time zone,
	CONSTRAINT "transactions_id_mode" UNIQUE("id","mode"),
	CONSTRAINT "transactions_status" CHECK ("payment"."transactions"."status" in ('created', 'open', 'verifying', 'paid', 'failed', 'canceled', 'expired')),
	CONSTRAINT "transactions_amount" CHECK ("payment"."transactions"."amount_rials" > 0),
	CONSTRAINT "transactions_refunded" CHECK ("payment"."transactions"."refunded_rials" between 0 and "payment"."transactions"."amount_rials"),
	CONSTRAINT "transactions_paid_at" CHECK (("payment"."transactions"."status" = 'paid') = ("payment"."transactions"."paid_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment"."webhook_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"trigger" text DEFAULT 'auto' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"duration_ms" integer,
	"status" integer,
	"error_class" text,
	"response_body" text
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"mode" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone DEFAULT now() + interval '4 days' NOT NULL,
	"lease_until" timestamp with time zone,
	"claim_id" uuid,
	"last_status" integer,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_event_endpoint" UNIQUE("event_id","endpoint_id"),
	CONSTRAINT "webhook_deliveries_status" CHECK ("payment"."webhook_deliveries"."status" in ('pending', 'sending', 'delivered', 'dead', 'held', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"app_id" text NOT NULL,
	"mode" text NOT NULL,
	"url" text NOT NULL,
	"description" text,
	"event_types" text[],
	"status" text DEFAULT 'enabled' NOT NULL,
	"secret_enc" text NOT NULL,
	"previous_secrets" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"max_in_flight" integer DEFAULT 4 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "webhook_endpoints_id_mode" UNIQUE("id","mode"),
	CONSTRAINT "webhook_endpoints_status" CHECK ("payment"."webhook_endpoints"."status" in ('enabled', 'paused', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"mode" text NOT NULL,
	"type" text NOT NULL,
	"seq" bigint NOT NULL,
	"transaction_id" text,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_events_id_mode" UNIQUE("id","mode")
);
--> statement-breakpoint
ALTER TABLE "payment"."api_keys" ADD CONSTRAINT "api_keys_app" FOREIGN KEY ("app_id","tenant_id") REFERENCES "payment"."client_apps"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."app_provider_accounts" ADD CONSTRAINT "app_provider_accounts_app_id_client_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "payment"."client_apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."app_provider_accounts" ADD CONSTRAINT "app_provider_accounts_account" FOREIGN KEY ("account_id","mode") REFERENCES "payment"."provider_accounts"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."client_apps" ADD CONSTRAINT "client_apps_profile" FOREIGN KEY ("profile_id","tenant_id") REFERENCES "payment"."merchant_profiles"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."operators" ADD CONSTRAINT "operators_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "payment"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."merchant_profiles" ADD CONSTRAINT "merchant_profiles_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "payment"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."provider_accounts" ADD CONSTRAINT "provider_accounts_profile" FOREIGN KEY ("profile_id","tenant_id") REFERENCES "payment"."merchant_profiles"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."provider_credentials" ADD CONSTRAINT "provider_credentials_account" FOREIGN KEY ("account_id","mode") REFERENCES "payment"."provider_accounts"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."attempts" ADD CONSTRAINT "attempts_transaction" FOREIGN KEY ("transaction_id","mode") REFERENCES "payment"."transactions"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."attempts" ADD CONSTRAINT "attempts_account" FOREIGN KEY ("account_id","mode") REFERENCES "payment"."provider_accounts"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."transaction_events" ADD CONSTRAINT "transaction_events_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "payment"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."transactions" ADD CONSTRAINT "transactions_app" FOREIGN KEY ("app_id","tenant_id") REFERENCES "payment"."client_apps"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."transactions" ADD CONSTRAINT "transactions_key" FOREIGN KEY ("key_id","app_id","mode") REFERENCES "payment"."api_keys"("id","app_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "payment"."webhook_deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event" FOREIGN KEY ("event_id","mode") REFERENCES "payment"."webhook_events"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint" FOREIGN KEY ("endpoint_id","mode") REFERENCES "payment"."webhook_endpoints"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_app" FOREIGN KEY ("app_id","tenant_id") REFERENCES "payment"."client_apps"("id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."webhook_events" ADD CONSTRAINT "webhook_events_transaction" FOREIGN KEY ("transaction_id","mode") REFERENCES "payment"."transactions"("id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_newest" ON "payment"."api_keys" USING btree ("app_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "client_apps_newest" ON "payment"."client_apps" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "request_nonces_expires" ON "payment"."request_nonces" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "payment"."audit_log" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "payment"."audit_log" USING btree ("entity_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "operators_email" ON "payment"."operators" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sandbox_sessions_merchant" ON "payment"."sandbox_sessions" USING btree ("merchant_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_profiles_one_default" ON "payment"."merchant_profiles" USING btree ("tenant_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "provider_accounts_shared" ON "payment"."provider_accounts" USING btree ("profile_id","mode","priority","created_at") WHERE shared_at is not null;--> statement-breakpoint
CREATE INDEX "provider_credentials_effective" ON "payment"."provider_credentials" USING btree ("account_id","priority","effective_from");--> statement-breakpoint
CREATE INDEX "attempts_by_authority" ON "payment"."attempts" USING btree ("authority");--> statement-breakpoint
CREATE INDEX "attempts_by_ref_id" ON "payment"."attempts" USING btree ("ref_id");--> statement-breakpoint
CREATE INDEX "attempts_transaction_newest" ON "payment"."attempts" USING btree ("transaction_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "attempts_due" ON "payment"."attempts" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_one_live_per_order" ON "payment"."transactions" USING btree ("app_id","mode","order_id") WHERE status in ('created', 'open', 'verifying') or (status = 'paid' and late_at is null);--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_one_paid_per_order" ON "payment"."transactions" USING btree ("app_id","mode","order_id") WHERE status = 'paid';--> statement-breakpoint
CREATE INDEX "transactions_order" ON "payment"."transactions" USING btree ("app_id","mode","order_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "transactions_newest" ON "payment"."transactions" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "transactions_app_newest" ON "payment"."transactions" USING btree ("app_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "transactions_status_newest" ON "payment"."transactions" USING btree ("tenant_id","status","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "transactions_order_any_app" ON "payment"."transactions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "webhook_attempts_delivery" ON "payment"."webhook_attempts" USING btree ("delivery_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_in_flight" ON "payment"."webhook_deliveries" USING btree ("endpoint_id") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lease" ON "payment"."webhook_deliveries" USING btree ("lease_until") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_endpoints_newest" ON "payment"."webhook_endpoints" USING btree ("app_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_events_once" ON "payment"."webhook_events" USING btree ("transaction_id","type") WHERE type like 'transaction.%';--> statement-breakpoint
CREATE INDEX "webhook_events_feed" ON "payment"."webhook_events" USING btree ("app_id","mode","seq");