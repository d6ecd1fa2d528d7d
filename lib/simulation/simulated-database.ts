import postgres from "postgres";
import { openPool } from "@/db/driver";
import { testDatabaseUrl } from "@/lib/testing/test-context";

/** When every history begins. */
export const BEGINNING = Date.UTC(2026, 0, 1);

/**
 * This file's own database, in which `now()` is the simulation's clock and `random()` is no chance: names
 * without a schema are looked up in `simulation` first, and the defaults of columns are made to. Commits
 * wait for no disk. Everything else, triggers and constraints included, is as migrated.
 * @returns its one connection
 */
export async function simulatedDatabase(): Promise<postgres.Sql> {
  const url = await testDatabaseUrl();
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`
    create schema simulation;
    create function simulation.now() returns timestamptz language sql stable as
      $$ select coalesce(nullif(current_setting('simulation.now', true), ''), '${new Date(BEGINNING).toISOString()}')::timestamptz $$;
    create function simulation.clock_timestamp() returns timestamptz language sql stable as
      $$ select simulation.now() $$;
    create function simulation.random() returns float8 language sql volatile as $$ select 0.5::float8 $$;
    do $$
    declare at record;
    begin
      for at in
        select c.oid::regclass as relation, a.attname as name, pg_get_expr(d.adbin, d.adrelid) as given
        from pg_attrdef d join pg_class c on c.oid = d.adrelid
        join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where c.relnamespace = 'payment'::regnamespace and pg_get_expr(d.adbin, d.adrelid) like '%now()%'
      loop
        execute format('alter table %s alter column %I set default %s',
          at.relation, at.name, replace(at.given, 'now()', 'simulation.now()'));
      end loop;
      execute format('alter database %I set search_path = simulation, pg_catalog', current_database());
      execute format('alter database %I set synchronous_commit = off', current_database());
    end $$;`);
  await admin.end();
  return openPool(url, { maxConnections: 1, holdDeadlineMs: 0 });
}
