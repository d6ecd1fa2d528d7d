import { text } from "drizzle-orm/pg-core";
import { at, payment } from "./base";

/** When a job that all processes share is next to be run; whoever moves it on runs it (lib/server/take-run.ts). */
export const jobRuns = payment.table("job_runs", {
  name: text("name").primaryKey(),
  nextRunAt: at("next_run_at").notNull(),
});
