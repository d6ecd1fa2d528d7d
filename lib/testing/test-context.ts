import postgres from "postgres";
import { inject } from "vitest";
import { type Database, database } from "@/db/client";
import type { Actor, Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";

let clone: Promise<string> | undefined;

/** This test file's own database: a clone of the migrated template. Committed rows stay in the file. */
export function testDatabaseUrl(): Promise<string> {
  clone ??= (async () => {
    const name = `${inject("template")}_${process.pid}_${mintId("request").slice(-10).toLowerCase()}`;
    const admin = postgres(inject("serverUrl"), { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name} template ${inject("template")}`);
    await admin.end();
    const url = new URL(inject("serverUrl"));
    url.pathname = `/${name}`;
    return url.href;
  })();
  return clone;
}

/** The same, opened; `database()` answers it too, so gates and routes called from tests use it. */
export async function testDatabase(): Promise<Database> {
  process.env.DATABASE_URL = await testDatabaseUrl();
  return database();
}

/** A context for verbs: a system actor unless told otherwise. */
export function testContext<A extends Actor>(db: Database, actor: A): Context<A> {
  return { actor, db, requestId: mintId("request") };
}
