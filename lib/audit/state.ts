/** What the audit records, by what it is about. Each action has its words under `consoleAudit.action`. */
export const AUDIT_GROUPS = {
  sign_in: [
    "operator.sign_in",
    "operator.sign_in_refused",
    "operator.sign_out",
    "operator.sign_out_others",
  ],
  operators: [
    "operator.create",
    "operator.change_role",
    "operator.disable",
    "operator.enable",
    "operator.reset_password",
    "operator.change_password",
    "operator.update_profile",
  ],
  admin_tokens: ["admin_token.issue", "admin_token.revoke"],
  apps: ["app.create", "app.update", "app.archive", "app.test_payment"],
  keys: ["key.issue", "key.rotate", "key.revoke"],
  webhooks: [
    "webhook_endpoint.create",
    "webhook_endpoint.update",
    "webhook_endpoint.delete",
    "webhook_endpoint.disable",
    "webhook_endpoint.rotate_secret",
    "webhook_endpoint.recover",
    "webhook_endpoint.test",
    "webhook_delivery.redeliver",
    "webhook_delivery.redeliver_many",
    "webhook_delivery.diagnose",
  ],
  views: [
    "view.save",
    "view.rename",
    "view.share",
    "view.delete",
    "transactions.export",
    "transactions.exported",
  ],
  money: [
    "transaction.recheck",
    "transaction.settle",
    "transaction.accept_late",
    "transaction.return_late",
    "alert.resolve",
    "tenant.set_refund_approval",
    "refund.request",
    "refund.approve",
    "refund.decline",
    "refund.settle",
    "refund.accepted",
    "refund.unknown",
    "refund.except",
    "refund.succeeded",
    "refund.failed",
  ],
} as const satisfies Record<string, readonly `${string}.${string}`[]>;

export type AuditGroup = keyof typeof AUDIT_GROUPS;

/** What a payment does by itself on its course; shown where one object's whole history is asked for. */
export const COURSE_ACTIONS = [
  "transaction.create",
  "transaction.open",
  "transaction.paid",
  "transaction.failed",
  "transaction.canceled",
  "transaction.expired",
  "transaction.except",
] as const;

/** True for a group's name; anything else that an address says is ignored. */
export function isAuditGroup(text: string): text is AuditGroup {
  return Object.hasOwn(AUDIT_GROUPS, text);
}
