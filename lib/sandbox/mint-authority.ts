import { randomInt } from "node:crypto";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const TAIL_CHARACTERS = 16;

/**
 * A new authority: `S` for sandbox, zeros, and a tail of small letters and digits, 36 characters in all.
 * ZarinPal's tail is short and counts up; ours is random (82 bits), so sessions cannot be guessed.
 */
export function mintAuthority(): string {
  let tail = "";
  for (let i = 0; i < TAIL_CHARACTERS; i++) tail += ALPHABET[randomInt(ALPHABET.length)];
  return `S${tail.padStart(35, "0")}`;
}
