import type { BodyWay } from "./findings";
import type { JsonStyle } from "./write-json";

const hex = (char: string) => char.charCodeAt(0).toString(16).padStart(4, "0");
const escapeAs = (spell: (char: string) => string, pattern: RegExp) => (text: string) =>
  JSON.stringify(text).replace(pattern, spell);
const unicode = (char: string) => `\\u${hex(char)}`;
const slashes = (text: string) => text.replaceAll("/", "\\/");

// Without the u flag, so that a pair of surrogates is two escapes, as all of these write it.
const NOT_ASCII = /[^\x20-\x7e]/g;
const plain = (text: string) => JSON.stringify(text);
const ascii = escapeAs(unicode, NOT_ASCII);
const php = (text: string) => slashes(ascii(text));
/** JSON_UNESCAPED_UNICODE still escapes the two line ends that old JavaScript cannot read. */
const phpUnicode = (text: string) => slashes(escapeAs(unicode, /[\u2028\u2029]/g)(text));
/** encoding/json makes its text safe inside HTML. */
const go = escapeAs(unicode, /[<>&\u2028\u2029]/g);
/** System.Text.Json escapes in capitals, and quotes as well. */
const dotnet = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', "\\u0022")
    .replace(/[^\x20-\x7e]|[<>&'+`]/g, (char) => `\\u${hex(char).toUpperCase()}`);

const compact = { comma: ",", colon: ":" };
const python = { comma: ", ", colon: ": " };
const pretty = { comma: ",", colon: ": " };

/** Writers of JSON that sites use, by the way a finding names them. */
export const JSON_STYLES: [way: BodyWay, style: JsonStyle][] = [
  ["json_compact", { ...compact, escape: plain }],
  ["python", { ...python, escape: ascii }],
  ["python_unicode", { ...python, escape: plain }],
  ["python_compact", { ...compact, escape: ascii }],
  ["php", { ...compact, escape: php }],
  ["php_unicode", { ...compact, escape: phpUnicode }],
  ["php_arrays", { ...compact, escape: php, emptyObject: "[]" }],
  ["php_unicode_arrays", { ...compact, escape: plain, emptyObject: "[]" }],
  ["php_pretty", { ...pretty, indent: "    ", escape: php }],
  ["go", { ...compact, escape: go }],
  ["dotnet", { ...compact, escape: (text) => `"${dotnet(text)}"` }],
  ["json_indented_2", { ...pretty, indent: "  ", escape: plain }],
  ["json_indented_4", { ...pretty, indent: "    ", escape: plain }],
  ["json_indented_tab", { ...pretty, indent: "\t", escape: plain }],
  ["python_indented_2", { ...pretty, indent: "  ", escape: ascii }],
  ["python_indented_4", { ...pretty, indent: "    ", escape: ascii }],
];
