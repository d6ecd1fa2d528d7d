const PRIMITIVES = "^lib/(money|iran|crypto|ids|time|net|signing|context|errors|env|log)(/|\\.ts$)";
const DOMAINS =
  "^lib/(transactions|providers|refunds|webhooks|apps|keys|profiles|operators|audit|sandbox)/";
const PURE = "/(state|schema|serialize|format|backoff|operations)\\.ts$";
const STORAGE = ["^db/", "node_modules/(drizzle-orm|postgres)/"];
const TEST = "\\.test\\.tsx?$|^lib/testing/|^lib/bench/|^e2e/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "doors-are-leaves",
      severity: "error",
      comment: "Nothing imports app/.",
      from: { pathNot: `^app/|${TEST}` },
      to: { path: "^app/" },
    },
    {
      name: "doors-and-ui-never-touch-storage",
      severity: "error",
      comment: "Call a verb or a query in lib/.",
      from: { path: "^(app|components)/", pathNot: TEST },
      to: { path: STORAGE, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-files-stay-pure",
      severity: "error",
      comment: "Client components may import these.",
      from: { path: `^lib/.*${PURE}` },
      to: { path: STORAGE, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "primitives-know-no-domain",
      severity: "error",
      from: { path: PRIMITIVES, pathNot: TEST },
      to: { path: [DOMAINS, ...STORAGE], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "components-know-no-domain",
      severity: "error",
      from: { path: "^components/", pathNot: TEST },
      to: { path: DOMAINS, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "providers-know-no-broker",
      severity: "error",
      comment: "A driver translates; it does not decide.",
      from: { path: "^lib/providers/", pathNot: TEST },
      to: {
        path: [
          "^lib/(transactions|webhooks|apps|keys|profiles|operators|audit|sandbox)/",
          ...STORAGE,
        ],
      },
    },
    {
      name: "the-simulator-knows-no-broker",
      severity: "error",
      comment: "The simulator is another company's server that happens to run here.",
      from: { path: "^(lib|app)/sandbox/", pathNot: TEST },
      to: { path: "^lib/(transactions|providers|webhooks|apps|keys|profiles|operators|audit)/" },
    },
    {
      name: "storage-knows-only-vocabulary",
      severity: "error",
      from: { path: "^db/", pathNot: TEST },
      to: { path: "^(app|components|lib)/", pathNot: `${PURE}|^lib/env\\.ts$|^lib/ids/` },
    },
    {
      name: "domains-lean-one-way",
      severity: "error",
      comment: "transactions → {providers, webhooks, apps} → keys → audit → primitives.",
      from: { path: "^lib/(webhooks|apps|keys|audit|profiles|operators)/", pathNot: TEST },
      to: { path: "^lib/transactions/", pathNot: PURE, dependencyTypesNot: ["type-only"] },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|node_modules)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
