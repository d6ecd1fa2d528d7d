DROP INDEX "payment"."attempts_card";--> statement-breakpoint
DROP INDEX "payment"."transactions_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_app_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_refunded";--> statement-breakpoint
ALTER TABLE "payment"."attempts" ADD COLUMN "card_end" text GENERATED ALWAYS AS (mode || ' ' || right(card_pan, 4)) STORED;--> statement-breakpoint
CREATE INDEX "attempts_card_end" ON "payment"."attempts" USING btree ("card_end","transaction_id") WHERE card_end is not null;--> statement-breakpoint
CREATE INDEX "transactions_newest" ON "payment"."transactions" USING btree ("tenant_id","mode","id","status","amount_rials","created_at");--> statement-breakpoint
CREATE INDEX "transactions_app_newest" ON "payment"."transactions" USING btree ("tenant_id","app_id","mode","id","status","amount_rials","created_at");--> statement-breakpoint
CREATE INDEX "transactions_refunded" ON "payment"."transactions" USING btree ("tenant_id","mode","id","app_id","amount_rials","created_at") WHERE refunded_rials > 0;