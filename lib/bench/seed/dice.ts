import type { Sql } from "postgres";

/**
 * Chance that can be had again: `pg_temp.dice(n, what)` is between 0 and 1 and depends on the seed, the
 * row and the question alone, not on the order in which PostgreSQL happens to ask. `pg_temp.ulid` makes
 * ids of a moment in the same way.
 */
export async function makeDice(sql: Sql, seed: number): Promise<void> {
  const hash = "hashint8extended(n, what::bigint * 1000003 + %s)".replace("%s", String(seed));
  const chars = Array.from({ length: 10 }, (_, index) => {
    const shift = (9 - index) * 5;
    return `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((ms >> ${shift}) & 31)::int + 1, 1)`;
  });
  await sql.unsafe(`
    create function pg_temp.dice(n bigint, what int) returns float8 language sql immutable
      return ((${hash} >> 10) & 9007199254740991)::float8 / 9007199254740992;
    create function pg_temp.digits(n bigint, what int, count int) returns text language sql immutable
      return right(lpad((${hash} & 9223372036854775807)::text, count, '0'), count);
    create function pg_temp.ulid_time(ms bigint) returns text language sql immutable
      return ${chars.join(" || ")};
    create function pg_temp.ulid(moment timestamptz, n bigint, what int) returns text language sql stable
      return pg_temp.ulid_time((extract(epoch from moment) * 1000)::bigint)
        || upper(lpad(to_hex(${hash}), 16, '0'));`);
}
