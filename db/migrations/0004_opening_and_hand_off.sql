ALTER TABLE "payment"."attempts" ADD COLUMN "handed_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment"."transactions" ADD COLUMN "opening_until" timestamp with time zone;