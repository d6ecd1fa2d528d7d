type Tree = { [name: string]: string | string[] | Tree };

/**
 * A form as an object for a schema: `branding.name` nests, `origins[]` collects, an empty text is absent.
 * Next's own fields (`$ACTION_…`) are left out. Files are not taken.
 */
export function readForm(form: FormData): Tree {
  const tree: Tree = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || value === "" || name.startsWith("$")) continue;
    const path = name.replace(/\[\]$/, "").split(".");
    const last = path.pop() as string;
    // Fields with these names would reach into every object of the process.
    if ([...path, last].some((part) => part === "__proto__" || part === "constructor")) continue;
    let node = tree;
    for (const part of path) {
      const inner = node[part];
      const next: Tree = typeof inner === "object" && !Array.isArray(inner) ? inner : {};
      node[part] = next;
      node = next;
    }
    if (!name.endsWith("[]")) node[last] = value;
    else node[last] = [...(Array.isArray(node[last]) ? node[last] : []), value];
  }
  return tree;
}
