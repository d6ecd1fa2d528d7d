import { expect, test } from "vitest";
import { pythonRepr } from "./python-repr";

// As Python 3.11 prints them: repr(json.loads(text)).
test.each([
  [
    '{"type": "a.b", "words": "\\u0645\\u06cc\\u200c\\u0634\\u0648\\u062f\\u2028 \'x\' \\"y\\" \\\\ \\n\\t\\ud83d\\ude00\\u007f\\u00a0", "n": [1, 1.5, true, null, {}], "s": "it\'s"}',
    "{'type': 'a.b', 'words': '\u0645\u06cc\\u200c\u0634\u0648\u062f\\u2028 \\'x\\' \"y\" \\\\ \\n\\t\ud83d\ude00\\x7f\\xa0', 'n': [1, 1.5, True, None, {}], 's': \"it's\"}",
  ],
  ["{}", "{}"],
  ["[]", "[]"],
  ['"both \' and \\""', "'both \\' and \"'"],
  ['{"a": false, "b": "\\u200c\\udb40\\udc01"}', "{'a': False, 'b': '\\u200c\\U000e0001'}"],
])("%s", (text, printed) => expect(pythonRepr(JSON.parse(text))).toBe(printed));
