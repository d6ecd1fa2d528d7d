import { sql } from "drizzle-orm";

/**
 * For the `where` of a statement that is its own transaction: it commits without waiting for the disk. What
 * a crash of the database server then forgets, half a second of outcomes at most, is sent again, as is
 * all that was in flight; a site tells by the id. A clean stop forgets nothing.
 */
export const commitsUnflushed = sql`(select set_config('synchronous_commit', 'off', true)) is not null`;
