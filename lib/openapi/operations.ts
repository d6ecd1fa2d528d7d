import { z } from "zod";
import * as apps from "@/lib/apps/operations";
import * as feed from "@/lib/feed/operations";
import { type Operation, operation } from "@/lib/http/operation";
import * as keys from "@/lib/keys/operations";
import * as refunds from "@/lib/refunds/operations";
import * as adminTransactions from "@/lib/transactions/admin-operations";
import * as transactions from "@/lib/transactions/operations";
import * as webhooks from "@/lib/webhooks/operations";

export const getDocumentOperation = operation({
  method: "GET",
  path: "/v1/openapi.json",
  summary: "This document.",
  security: "none",
  success: { 200: z.looseObject({ openapi: z.string() }), 304: null },
});

const ROOMS = [
  transactions,
  apps,
  keys,
  webhooks,
  adminTransactions,
  refunds,
  feed,
  { getDocumentOperation },
];

/** Every operation of the machine contract by its name: what a room declares is in. */
export const OPERATIONS: [name: string, spec: Operation][] = ROOMS.flatMap((room) =>
  Object.entries<Operation>(room).map(([name, spec]): [string, Operation] => [
    name.replace(/Operation$/, ""),
    spec,
  ]),
);
