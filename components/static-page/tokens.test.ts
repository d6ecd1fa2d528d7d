import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DARK, LIGHT } from "./tokens";

const css = readFileSync("app/globals.css", "utf8");
const [light = "", dark = ""] = css.split("@variant dark {");

test.each([
  ["light", light, LIGHT],
  ["dark", dark, DARK],
])("the %s colours are those of globals.css", (_, block, theme) => {
  for (const [name, colour] of Object.entries(theme)) {
    const found = block.match(new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`));
    expect([name, toHex(Number(found?.[1]), Number(found?.[2]), Number(found?.[3]))]).toEqual([
      name,
      colour,
    ]);
  }
});

/** OKLCH to sRGB, by the matrices of the CSS Color 4 specification's sample code. */
function toHex(lightness: number, chroma: number, hue: number): string {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return `#${[
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
    .map((x) => Math.min(1, Math.max(0, x)))
    .map((x) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055))
    .map((x) =>
      Math.round(x * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
