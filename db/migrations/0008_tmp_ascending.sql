DROP INDEX "payment"."api_keys_newest";--> statement-breakpoint
DROP INDEX "payment"."client_apps_newest";--> statement-breakpoint
DROP INDEX "payment"."audit_log_newest";--> statement-breakpoint
DROP INDEX "payment"."audit_log_entity";--> statement-breakpoint
DROP INDEX "payment"."sandbox_sessions_unverified";--> statement-breakpoint
DROP INDEX "payment"."attempts_transaction_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_app_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_status_newest";--> statement-breakpoint
DROP INDEX "payment"."transactions_order";--> statement-breakpoint
DROP INDEX "payment"."transactions_mode_newest";--> statement-breakpoint
DROP INDEX "payment"."webhook_attempts_delivery";--> statement-breakpoint
DROP INDEX "payment"."webhook_deliveries_newest";--> statement-breakpoint
DROP INDEX "payment"."webhook_endpoints_newest";--> statement-breakpoint
CREATE INDEX "api_keys_newest" ON "payment"."api_keys" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "client_apps_newest" ON "payment"."client_apps" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "payment"."audit_log" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "payment"."audit_log" USING btree ("entity_id","id");--> statement-breakpoint
CREATE INDEX "sandbox_sessions_unverified" ON "payment"."sandbox_sessions" USING btree ("merchant_id","paid_at") WHERE "payment"."sandbox_sessions"."status" = 'PAID';--> statement-breakpoint
CREATE INDEX "attempts_transaction_newest" ON "payment"."attempts" USING btree ("transaction_id","id");--> statement-breakpoint
CREATE INDEX "transactions_newest" ON "payment"."transactions" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "transactions_app_newest" ON "payment"."transactions" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "transactions_status_newest" ON "payment"."transactions" USING btree ("tenant_id","status","id");--> statement-breakpoint
CREATE INDEX "transactions_order" ON "payment"."transactions" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "transactions_mode_newest" ON "payment"."transactions" USING btree ("tenant_id","mode","id");--> statement-breakpoint
CREATE INDEX "webhook_attempts_delivery" ON "payment"."webhook_attempts" USING btree ("delivery_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "payment"."webhook_deliveries" USING btree ("endpoint_id","id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_newest" ON "payment"."webhook_endpoints" USING btree ("app_id","id");