/** The load generator: a process of its own, so that its work is not the server's. */
import type { Client } from "undici";
import { answerParent } from "./child";
import { connect, drive } from "./drive";
import type { Section } from "./sections";
import { type SigningKey, Workload } from "./workload";

export type LoadQuestion =
  | { do: "use"; origin: string; key: SigningKey; connections: number }
  | { do: "run"; section: Section; seconds: number; countMax: number }
  | { do: "ledger" };

/** One section's slice of a round. */
export type Slice = {
  count: number;
  elapsedMs: number;
  /** One a request, in microseconds. */
  latencies: number[];
  /** Processor time the generator itself took while the clock ran. */
  generatorCpuMs: number;
};

let clients: Client[] = [];
let workload: Workload | undefined;

async function run({ section, seconds, countMax }: LoadQuestion & { do: "run" }): Promise<Slice> {
  if (!workload) throw new Error("told to run before it was told where");
  const prepared = workload.prepare(section, countMax);
  const cpu = process.cpuUsage();
  const { replies, elapsedMs } = await drive(clients, prepared, seconds);
  const { user, system } = process.cpuUsage(cpu);
  workload.read(section, prepared, replies);
  return {
    count: replies.length,
    elapsedMs,
    latencies: replies.map(({ microseconds }) => microseconds),
    generatorCpuMs: (user + system) / 1_000,
  };
}

answerParent<LoadQuestion>(async (question) => {
  if (question.do === "ledger") return workload?.ledger;
  if (question.do === "run") return run(question);
  await Promise.all(clients.map((client) => client.destroy()));
  clients = connect(question.origin, question.connections);
  // The books go on when the server is another one.
  workload ??= new Workload(question.key);
});
