CREATE TABLE "payment"."demo_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"locale" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"pay_url" text,
	"steps" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demo_orders_status" CHECK ("payment"."demo_orders"."status" in ('opening', 'refused', 'created', 'open', 'verifying', 'paid', 'failed', 'canceled', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "payment"."demo_shops" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"secret_enc" text NOT NULL,
	"public_url" text NOT NULL,
	"webhook_secret_enc" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment"."demo_shops" ADD CONSTRAINT "demo_shops_app" FOREIGN KEY ("app_id","tenant_id") REFERENCES "payment"."client_apps"("id","tenant_id") ON DELETE no action ON UPDATE no action;