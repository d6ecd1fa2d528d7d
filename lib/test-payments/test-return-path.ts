/** Where the console takes the shopper of a test payment back. */
export const testReturnPath = (appId: string) => `/admin/apps/${appId}/test-payment/return`;
