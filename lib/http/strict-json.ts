import { BrokerError } from "@/lib/errors";

const DEPTH_MAX = 16;
const PLAIN_INTEGER = /^-?(0|[1-9]\d*)$/;

/**
 * Parse JSON and refuse what JSON.parse lets through: a repeated key (it keeps the last), `__proto__`,
 * deep nesting, text that UTF-8 or PostgreSQL cannot hold (half a surrogate pair, a NUL), and a
 * top-level number not written as a plain integer (`1.0`, `1e5`), since every
 * number of our contract is one.
 * @throws BrokerError `invalid_json`, `duplicate_json_key`, `unknown_member`, `invalid_type`
 * or `invalid_format`.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BrokerError("malformed_request", "invalid_json", { cause });
  }
  scan(text);
  // Such characters can only be written as escapes: raw ones are no UTF-8, or no JSON.
  if (text.includes("\\u")) assertStorable(value, []);
  return value;
}

/** @throws BrokerError naming the member whose text is half a character or holds a NUL. */
function assertStorable(value: unknown, path: string[]): void {
  if (typeof value === "string") {
    if (value.isWellFormed() && !value.includes("\0")) return;
    const field = path.join(".");
    throw new BrokerError("invalid_request", "invalid_format", field ? { field } : {});
  }
  if (value === null || typeof value !== "object") return;
  for (const [key, member] of Object.entries(value)) {
    assertStorable(key, path);
    assertStorable(member, [...path, key]);
  }
}

type Frame = { keys: Set<string> | null; key: string };

/** Walk text that is known to be JSON, one token at a time. */
function scan(text: string): void {
  const stack: Frame[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;
  let expectKey = false;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) {
      token.lastIndex = at + 1; // White space.
      continue;
    }
    const [piece] = found;
    const frame = stack.at(-1);
    if (piece === "{" || piece === "[") {
      if (stack.length === DEPTH_MAX) throw new BrokerError("malformed_request", "invalid_json");
      stack.push({ keys: piece === "{" ? new Set() : null, key: "" });
      expectKey = piece === "{";
    } else if (piece === "}" || piece === "]") {
      stack.pop();
      expectKey = false;
    } else if (piece === ",") {
      expectKey = frame?.keys !== null;
    } else if (expectKey && frame?.keys) {
      frame.key = JSON.parse(piece) as string;
      if (frame.keys.has(frame.key)) {
        throw new BrokerError("malformed_request", "duplicate_json_key", { field: frame.key });
      }
      if (frame.key === "__proto__") {
        throw new BrokerError("invalid_request", "unknown_member", { field: frame.key });
      }
      frame.keys.add(frame.key);
      expectKey = false;
    } else if (stack.length === 1 && frame?.keys && /^[-\d]/.test(piece)) {
      if (!PLAIN_INTEGER.test(piece)) {
        throw new BrokerError("invalid_request", "invalid_type", { field: frame.key });
      }
    }
  }
}
