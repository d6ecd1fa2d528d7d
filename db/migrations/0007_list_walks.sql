ALTER TABLE "payment"."attempts" DROP CONSTRAINT "attempts_authority";--> statement-breakpoint
ALTER TABLE "payment"."attempts" DROP CONSTRAINT "attempts_ref_id";--> statement-breakpoint
DROP INDEX "payment"."attempts_by_authority";--> statement-breakpoint
DROP INDEX "payment"."attempts_by_ref_id";--> statement-breakpoint
DROP INDEX "payment"."transactions_status_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_mode_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_app_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_payer_mobile";--> statement-breakpoint
DROP INDEX "payment"."transactions_amount";--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_authority" ON "payment"."attempts" USING btree ("authority","account_id") WHERE authority is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_ref_id" ON "payment"."attempts" USING btree ("ref_id","account_id") WHERE ref_id is not null;--> statement-breakpoint
CREATE INDEX "attempts_card" ON "payment"."attempts" USING btree ("mode",right("card_pan", 4),"transaction_id") WHERE card_pan is not null;--> statement-breakpoint
CREATE INDEX "transactions_live" ON "payment"."transactions" USING btree ("tenant_id","mode","status","id") WHERE status in ('created', 'open', 'verifying');--> statement-breakpoint
CREATE INDEX "transactions_attention" ON "payment"."transactions" USING btree ("tenant_id","mode","id") WHERE exception is not null;--> statement-breakpoint
CREATE INDEX "transactions_refunded" ON "payment"."transactions" USING btree ("tenant_id","mode","id","app_id","amount_rials") WHERE refunded_rials > 0;--> statement-breakpoint
CREATE INDEX "transactions_newest" ON "payment"."transactions" USING btree ("tenant_id","mode","id","status","amount_rials");--> statement-breakpoint
CREATE INDEX "transactions_app_newest" ON "payment"."transactions" USING btree ("tenant_id","app_id","mode","id","status","amount_rials");--> statement-breakpoint
CREATE INDEX "transactions_payer_mobile" ON "payment"."transactions" USING btree ("payer_mobile","id") WHERE payer_mobile is not null;--> statement-breakpoint
CREATE INDEX "transactions_amount" ON "payment"."transactions" USING btree ("tenant_id","mode","amount_rials","id","status");