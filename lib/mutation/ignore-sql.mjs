const SQL =
  "the text of a statement: emptied, it fails for being no SQL, whatever the tests look at";
const MESSAGE = "words for who reads the log; nothing depends on them";

/** What a hole of a statement may hold without deciding anything. */
const PLAIN = new Set(["Identifier", "MemberExpression", "CallExpression"]);

/** Left out of mutation, each with its reason; see `ignorers` of stryker.config.mjs. */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "sql",
    value: {
      shouldIgnore(path) {
        if (isPlainSql(path)) return SQL;
        return isMessage(path) ? MESSAGE : undefined;
      },
    },
  },
];

/** A `sql` template whose holes are but names and calls; one with a condition in a hole is mutated. */
function isPlainSql(path) {
  return (
    path.isTemplateLiteral() &&
    path.parentPath.isTaggedTemplateExpression() &&
    path.parent.tag.name === "sql" &&
    path.node.expressions.every(({ type }) => PLAIN.has(type))
  );
}

/** The argument of a plain Error, which says that our own books are broken, and a line for the log. */
function isMessage(path) {
  const { parent } = path;
  if (path.listKey !== "arguments") return false;
  if (parent.type === "NewExpression") return parent.callee.name === "Error";
  return parent.type === "CallExpression" && parent.callee.object?.name === "log";
}
