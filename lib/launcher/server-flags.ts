/**
 * How Node runs the server. Short-lived objects, such as thousands of rows and requests a second, are
 * collected from a space of 16 MB otherwise: larger, most are gone before anything has to be copied, and
 * sending webhooks costs about a tenth less. The space grows only while it is needed.
 */
export const SERVER_FLAGS = ["--max-semi-space-size=64"] as const;
