// In this order: browsers name those they come from as well, and iPads call themselves Macs.
const BROWSERS: [name: string, sign: RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const SYSTEMS: [name: string, sign: RegExp][] = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(?:iPhone|iPad|iPod)\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * A device as its browser describes it, e.g. `Chrome · Android`, to tell one's own from a stranger's.
 * `name` is null where the description says nothing known. What it says is anyone's to make up.
 */
export function deviceOf(userAgent: string): { name: string | null; isPhone: boolean } {
  const first = (known: typeof BROWSERS) => known.find(([, sign]) => sign.test(userAgent))?.[0];
  const parts = [first(BROWSERS), first(SYSTEMS)].filter((part) => part !== undefined);
  return {
    name: parts.length > 0 ? parts.join(" · ") : null,
    isPhone: /\b(?:Mobile|iPhone|Android)\b/.test(userAgent),
  };
}
