import postgres from "postgres";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../../db/embedded";
import { type Cable, layCable } from "./cable";

/** A real PostgreSQL, the cable that the servers reach it by, and a way past it for the judge. */
export class Database {
  #server: EmbeddedDatabase;
  #sql: postgres.Sql;

  private constructor(
    readonly dataDir: string,
    server: EmbeddedDatabase,
    readonly cable: Cable,
  ) {
    this.#server = server;
    this.#sql = openDirectly(server.url);
  }

  static async start(dataDir: string): Promise<Database> {
    const server = await startEmbeddedDatabase({ dataDir });
    return new Database(dataDir, server, await layCable(server.url));
  }

  /** Not through the cable. Not while it restarts. */
  get sql(): postgres.Sql {
    return this.#sql;
  }

  get directUrl(): string {
    return this.#server.url;
  }

  /** Stopped in the middle of the work and started again on the same data. @returns when it was started */
  async restart(): Promise<number> {
    await this.#sql.end({ timeout: 0 });
    await this.#server.stop();
    const startedAt = performance.now();
    this.#server = await startEmbeddedDatabase({ dataDir: this.dataDir });
    this.cable.leadTo(this.#server.url);
    this.#sql = openDirectly(this.#server.url);
    return startedAt;
  }

  /** Ends about half of the servers' connections: those with even or odd numbers. @returns how many */
  async terminateHalf(parity: number): Promise<number> {
    const rows = await this.#sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'flatpay' and pid % 2 = ${parity}`;
    return rows.length;
  }

  async stop(): Promise<void> {
    await this.#sql.end({ timeout: 1 });
    await this.cable.close();
    await this.#server.stop();
  }
}

function openDirectly(url: string): postgres.Sql {
  return postgres(url, { max: 2, onnotice: () => {}, connection: { application_name: "judge" } });
}
