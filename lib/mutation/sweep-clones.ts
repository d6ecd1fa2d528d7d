import postgres from "postgres";

const SWEEP_MS = 20_000;

/**
 * Every test file of every mutant leaves a database behind: those that nobody was connected to at two
 * sweeps are dropped. @returns how to end it
 */
export function sweepClones(url: string): () => Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  let idleBefore = new Set<string>();
  const sweep = async () => {
    const idle = await admin<{ datname: string }[]>`
      select datname from pg_database d where datname ~ '^flatpay_template_[0-9]+_[0-9]+_'
        and not exists (select 1 from pg_stat_activity where datid = d.oid)`;
    for (const { datname } of idle) {
      if (idleBefore.has(datname)) await admin.unsafe(`drop database if exists ${datname}`);
    }
    idleBefore = new Set(idle.map(({ datname }) => datname));
  };
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweep().catch((error) => console.error(`databases not swept: ${error}`));
  }, SWEEP_MS);
  return async () => {
    clearInterval(timer);
    await sweeping;
    await admin.end();
  };
}
