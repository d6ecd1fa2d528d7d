import { beforeAll, expect, test } from "vitest";
import * as rotateDoor from "@/app/v1/admin/apps/[id]/keys/[keyId]/rotate/route";
import * as keyDoor from "@/app/v1/admin/apps/[id]/keys/[keyId]/route";
import * as keysDoor from "@/app/v1/admin/apps/[id]/keys/route";
import * as appDoor from "@/app/v1/admin/apps/[id]/route";
import * as recoverDoor from "@/app/v1/admin/apps/[id]/webhook-endpoints/[endpointId]/recover/route";
import * as rotateSecretDoor from "@/app/v1/admin/apps/[id]/webhook-endpoints/[endpointId]/rotate-secret/route";
import * as endpointDoor from "@/app/v1/admin/apps/[id]/webhook-endpoints/[endpointId]/route";
import * as testDoor from "@/app/v1/admin/apps/[id]/webhook-endpoints/[endpointId]/test/route";
import * as endpointsDoor from "@/app/v1/admin/apps/[id]/webhook-endpoints/route";
import * as appsDoor from "@/app/v1/admin/apps/route";
import * as recheckDoor from "@/app/v1/admin/transactions/[id]/recheck/route";
import * as refundDoor from "@/app/v1/admin/transactions/[id]/refund/route";
import * as transactionDoor from "@/app/v1/admin/transactions/[id]/route";
import * as transactionsDoor from "@/app/v1/admin/transactions/route";
import * as diagnoseDoor from "@/app/v1/admin/webhook-deliveries/[id]/diagnose/route";
import * as redeliverDoor from "@/app/v1/admin/webhook-deliveries/[id]/redeliver/route";
import * as deliveryDoor from "@/app/v1/admin/webhook-deliveries/[id]/route";
import * as redeliverManyDoor from "@/app/v1/admin/webhook-deliveries/redeliver/route";
import * as deliveriesDoor from "@/app/v1/admin/webhook-deliveries/route";
import * as metricsDoor from "@/app/v1/admin/webhook-metrics/route";
import { clientApps } from "@/db/schema/apps";
import { ROLES } from "@/lib/context";
import { OPERATIONS } from "@/lib/openapi/operations";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { testDatabase } from "@/lib/testing/test-context";

const DOORS: Record<string, Record<string, Parameters<typeof adminCall>[0]>> = {
  "/v1/admin/apps": appsDoor,
  "/v1/admin/apps/{id}": appDoor,
  "/v1/admin/apps/{id}/keys": keysDoor,
  "/v1/admin/apps/{id}/keys/{keyId}": keyDoor,
  "/v1/admin/apps/{id}/keys/{keyId}/rotate": rotateDoor,
  "/v1/admin/apps/{id}/webhook-endpoints": endpointsDoor,
  "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}": endpointDoor,
  "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/recover": recoverDoor,
  "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/rotate-secret": rotateSecretDoor,
  "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/test": testDoor,
  "/v1/admin/transactions": transactionsDoor,
  "/v1/admin/transactions/{id}": transactionDoor,
  "/v1/admin/transactions/{id}/refund": refundDoor,
  "/v1/admin/transactions/{id}/recheck": recheckDoor,
  "/v1/admin/webhook-metrics": metricsDoor,
  "/v1/admin/webhook-deliveries": deliveriesDoor,
  "/v1/admin/webhook-deliveries/redeliver": redeliverManyDoor,
  "/v1/admin/webhook-deliveries/{id}": deliveryDoor,
  "/v1/admin/webhook-deliveries/{id}/redeliver": redeliverDoor,
  "/v1/admin/webhook-deliveries/{id}/diagnose": diagnoseDoor,
};
/** What support may do beside reading: have something asked or sent again. */
const RECHECKS = [
  "testEndpoint",
  "redeliver",
  "redeliverMany",
  "diagnoseWebhookDelivery",
  "recheckTransaction",
];
const ADMIN = OPERATIONS.filter(([, { security }]) => security === "admin");

beforeAll(async () => ensureDefaults(await testDatabase()));

test("the matrix covers every admin operation", () => {
  expect(new Set(ADMIN.map(([, { path }]) => path))).toEqual(new Set(Object.keys(DOORS)));
});

// A door that lets a caller through answers the nonsense below with 200, 404 or 422: never 401 or 403.
test.each(ADMIN)("%s is open to exactly the roles that may", async (name, { method, path }) => {
  const door = DOORS[path]?.[method];
  if (!door) throw new Error(`no door for ${method} ${path}`);
  const body = method === "POST" || method === "PATCH" ? { body: { nonsense: true } } : {};
  const call = {
    method,
    params: { id: "app_none", keyId: "key_none", endpointId: "whe_none" },
    ...body,
  };
  for (const role of ROLES) {
    const answer = await adminCall(door, { ...call, role });
    expectDocumented(name, answer);
    const may =
      method === "GET" ||
      role === "owner" ||
      role === "admin" ||
      (role === "support" && RECHECKS.includes(name));
    if (may) expect([200, 404, 422]).toContain(answer.status);
    else expect(answer.body.error).toMatchObject({ code: "forbidden", reason: "scope_missing" });
  }
  const stranger = await adminCall(door, { ...call, role: null });
  expectDocumented(name, stranger);
  expect(stranger.body.error.reason).toBe("missing_header");
  const liar = await adminCall(door, { ...call, authorization: "Bearer fpa_00000000" });
  expect(liar.status).toBe(401);
  expect(liar.body.error.reason).toBe("invalid_credentials");
  expect(await (await testDatabase()).$count(clientApps)).toBe(0);
});
