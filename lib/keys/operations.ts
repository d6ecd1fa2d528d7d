import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { pageBody, pageQuery } from "@/lib/http/pagination";
import { issueKeyBody, rotateKeyBody } from "./schema";
import { issuedKeyBody, keyBody } from "./serialize";

const appParams = z.object({ id: z.string() });
const keyParams = z.object({ id: z.string(), keyId: z.string() });

export const listKeysOperation = operation({
  method: "GET",
  path: "/v1/admin/apps/{id}/keys",
  summary: "An app's keys, newest first, without their secrets.",
  security: "admin",
  params: appParams,
  query: z.strictObject(pageQuery),
  success: { 200: pageBody(keyBody) },
});

export const issueKeyOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/keys",
  summary: "Issue a key pair. This answer is the only one that shows the secret.",
  security: "admin",
  params: appParams,
  body: issueKeyBody,
  success: { 201: issuedKeyBody },
});

export const rotateKeyOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/keys/{keyId}/rotate",
  summary: "Issue a new pair; the old one works until its expires_at.",
  security: "admin",
  params: keyParams,
  body: rotateKeyBody,
  success: { 201: issuedKeyBody },
});

export const revokeKeyOperation = operation({
  method: "DELETE",
  path: "/v1/admin/apps/{id}/keys/{keyId}",
  summary: "Revoke a key at once.",
  security: "admin",
  params: keyParams,
  success: { 200: keyBody },
});
