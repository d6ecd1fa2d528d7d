import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { pageBody, pageQuery } from "@/lib/http/pagination";
import { createAppBody, updateAppBody } from "./schema";
import { appBody } from "./serialize";

/** Any text: what is no id is answered like an app that is not there. */
const params = z.object({ id: z.string() });

export const listAppsOperation = operation({
  method: "GET",
  path: "/v1/admin/apps",
  summary: "The apps, newest first, archived ones too.",
  security: "admin",
  query: z.strictObject(pageQuery),
  success: { 200: pageBody(appBody) },
});

export const createAppOperation = operation({
  method: "POST",
  path: "/v1/admin/apps",
  summary: "Register an app. It has no mode: its keys do.",
  security: "admin",
  body: createAppBody,
  success: { 201: appBody },
});

export const getAppOperation = operation({
  method: "GET",
  path: "/v1/admin/apps/{id}",
  summary: "One app. The merchant id is shown in full to owners and admins only.",
  security: "admin",
  params,
  success: { 200: appBody },
});

export const updateAppOperation = operation({
  method: "PATCH",
  path: "/v1/admin/apps/{id}",
  summary: "Change, suspend or resume an app. What is absent stays, what is present replaces.",
  security: "admin",
  params,
  body: updateAppBody,
  success: { 200: appBody },
});

export const archiveAppOperation = operation({
  method: "DELETE",
  path: "/v1/admin/apps/{id}",
  summary: "Archive an app: its keys sign no more. Nothing that was paid is deleted.",
  security: "admin",
  params,
  success: { 200: appBody },
});
