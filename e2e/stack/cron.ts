import { SECRETS } from "./secrets";

/** Runs a job as an outside scheduler would. */
export async function runJob(brokerUrl: string, job: "reconcile" | "webhooks") {
  const headers = { Authorization: `Bearer ${SECRETS.CRON_SECRET}` };
  const response = await fetch(`${brokerUrl}/api/cron/${job}`, { method: "POST", headers });
  if (!response.ok) throw new Error(`${job} answered ${response.status}`);
  return (await response.json()) as Record<string, number>;
}
