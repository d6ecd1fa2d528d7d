DROP INDEX "payment"."transactions_order_any_app";--> statement-breakpoint
DROP INDEX "payment"."transactions_order";--> statement-breakpoint
CREATE INDEX "transactions_mode_newest" ON "payment"."transactions" USING btree ("tenant_id","mode","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "transactions_payer_mobile" ON "payment"."transactions" USING btree ("payer_mobile") WHERE payer_mobile is not null;--> statement-breakpoint
CREATE INDEX "transactions_amount" ON "payment"."transactions" USING btree ("tenant_id","amount_rials");--> statement-breakpoint
CREATE INDEX "webhook_events_transaction" ON "payment"."webhook_events" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "transactions_order" ON "payment"."transactions" USING btree ("order_id","id" DESC NULLS LAST);