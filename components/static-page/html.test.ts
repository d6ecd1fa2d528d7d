import { expect, test } from "vitest";
import { html, webUrl } from "./html";

test("a value can neither open a tag nor leave its attribute", () => {
  const evil = `"><script>alert('1')</script>&`;
  expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</a>',
  );
});

test("markup inside markup stays, lists are joined, absent values vanish", () => {
  const item = (text: string) => html`<li>${text}</li>`;
  expect(html`<ul>${["a", "<"].map(item)}${null}${false}${undefined}${0}</ul>`.text).toBe(
    "<ul><li>a</li><li>&lt;</li>0</ul>",
  );
});

test("only web addresses become links", () => {
  expect(webUrl("https://shop.example/a?b=1")).toBe("https://shop.example/a?b=1");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "//shop.example", ""]) {
    expect(webUrl(bad)).toBeNull();
  }
});
