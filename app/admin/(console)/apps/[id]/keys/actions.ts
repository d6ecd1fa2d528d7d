"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { issueKey } from "@/lib/keys/issue-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { issueKeyBody, rotateKeyBody } from "@/lib/keys/schema";
import { issuedPair } from "./issued-pair";

export const makeKey = action("key.issue", {
  permission: "write",
  input: issueKeyBody.extend({ appId: z.string() }),
  run: async (ctx, input) => issuedPair(await issueKey(ctx, input)),
});

export const replaceKey = action("key.rotate", {
  permission: "write",
  input: rotateKeyBody.extend({
    appId: z.string(),
    keyId: z.string(),
    overlap_seconds: z.coerce.number().pipe(rotateKeyBody.shape.overlap_seconds.unwrap()),
  }),
  run: async (ctx, { overlap_seconds: overlapSeconds, ...name }) =>
    issuedPair(await rotateKey(ctx, { ...name, overlapSeconds })),
});

export const endKey = action("key.revoke", {
  permission: "write",
  input: z.strictObject({ appId: z.string(), keyId: z.string() }),
  run: async (ctx, name) => void (await revokeKey(ctx, name)),
});
