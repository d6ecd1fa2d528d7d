/** Code and commands for the feed and for work on one's own machine. samples-feed.test.ts runs them. */

export const feedExchange = `POST /v1/events/list
{ "cursor": "NDIuM2Y5YTFjMGI3ZA", "limit": 50, "types": ["transaction.paid"] }

// 200 OK
{
  "object": "list",
  "data": [
    { "type": "transaction.paid", "timestamp": "2026-11-21T10:15:30.000Z", "id": "evt_01JD…", "seq": 1042, "data": { … } }
  ],
  "next_cursor": "NDMuNmQyZTgxZmE5MA",
  "has_more": false
}`;

/** With the library's client of the first sample. */
export const sdkFeed = `// store: where the site keeps its place; handle: what it does on an event, which may come twice
export async function followEvents(pay, { store, handle, signal }) {
  const events = pay.events({
    cursor: await store.load(), // undefined the first time: from the oldest event
    onCursor: (cursor) => store.save(cursor),
    signal,
  });
  for await (const event of events) await handle(event);
}`;

export const listenCommand = (base: string) => `curl -O ${base}/sdk/flatpay.mjs
node --env-file=flatpay-test.env flatpay.mjs listen --forward-to http://localhost:4000/hooks`;

export const triggerCommand = `node --env-file=flatpay-test.env flatpay.mjs trigger transaction.paid \\
  --return-url https://shop.example/return
node flatpay.mjs trigger --list`;
