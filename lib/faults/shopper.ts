import { setTimeout as sleep } from "node:timers/promises";
import type { Plan } from "./plan";
import type { Bank } from "./provider/bank";
import type { Random } from "./random";
import type { Reply } from "./send";
import type { Server } from "./server";
import { callBack, callSigned, openPage, type Shop } from "./shop";

/** What the outside saw and did of one order. */
export type Story = {
  plan: Plan;
  shop: Shop;
  transactionId: string | null;
  authority: string | null;
  callbacksSent: number;
  /** Paid within its time, and no browser said otherwise: it must end as paid. */
  mustBePaid: boolean;
  /** What no client should ever be answered. */
  wrong: string[];
};
type World = { servers: readonly Server[]; shops: readonly Shop[]; bank: Bank; random: Random };

const TRIES = 60;
const BETWEEN_TRIES_MS = 150;

/** One order from the shop's request to the shopper's return, whatever breaks on the way. */
export async function live(world: World, plan: Plan): Promise<Story> {
  const shop = world.shops[plan.shop] as Shop;
  const story: Story = {
    ...{ plan, shop, transactionId: null, authority: null, callbacksSent: 0 },
    ...{ mustBePaid: false, wrong: [] },
  };
  await sleep(plan.startMs);
  const opened = await untilOpened(world, story);
  if (!opened) return story;
  const { random } = world;
  const anyServer = () => random.pick(world.servers);
  if (plan.opensPage) await openPage(anyServer(), opened.id);
  const { inquiries } = plan;
  const asking = Array.from({ length: inquiries }, async () => {
    await sleep(random.between(0, 600));
    await callSigned(anyServer(), shop, "/v1/pay/inquiry", { id: opened.id });
  });
  atTheBank(world.bank, story);
  await Promise.all([...asking, plan.act === "late" ? null : comeBack(world, story)]);
  return story;
}

/** Retries with the same order, as a site does, until it has a page to send the shopper to. */
async function untilOpened(world: World, story: Story) {
  const { plan, shop } = story;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const reply = await callSigned(world.random.pick(world.servers), shop, "/v1/pay/request", {
      order_id: plan.orderId,
      amount: plan.amountRials,
      currency: "IRR",
      description: "خرید آزمایشی",
      return_url: "https://shop.example/return",
    });
    if (reply?.status === 201 || reply?.status === 200) {
      const { id, authority } = JSON.parse(reply.body);
      if (authority !== null) {
        story.transactionId = id;
        story.authority = authority;
        return { id: id as string };
      }
    }
    if (reply && !isRetryable(reply)) {
      story.wrong.push(`request: ${reply.status} ${reply.body.slice(0, 200)}`);
      return null;
    }
    await sleep(BETWEEN_TRIES_MS);
  }
  story.wrong.push(`request: no session after ${TRIES} tries`);
  return null;
}

function isRetryable({ status, body }: Reply): boolean {
  return status >= 502 || (status === 409 && body.includes("order_in_progress"));
}

function atTheBank(bank: Bank, story: Story): void {
  const { plan, authority } = story;
  if (authority === null) return;
  if (plan.act === "decline") bank.decline(authority);
  if (plan.act !== "pay") return;
  bank.pay(authority, plan.hiddenMs);
  story.mustBePaid = !plan.callbacks.includes("NOK");
}

/** All browsers at once, spread over the servers. */
export async function comeBack({ servers, random }: World, story: Story): Promise<void> {
  const { plan, authority } = story;
  if (authority === null) return;
  await Promise.all(
    plan.callbacks.map(async (status) => {
      const server = random.pick(servers);
      story.callbacksSent++;
      const reply = await callBack(server, authority, status);
      if (reply && reply.status !== 302 && reply.status < 500) {
        story.wrong.push(`callback: ${reply.status} ${reply.body.slice(0, 200)}`);
      }
    }),
  );
}
