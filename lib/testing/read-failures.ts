import { relative } from "node:path";

type VitestReport = {
  readonly testResults: readonly {
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};
type Suite = {
  readonly specs?: readonly { title: string; ok: boolean; file: string }[];
  readonly suites?: readonly Suite[];
};

const firstLine = (text = "") => text.split("\n", 1)[0] ?? "";

/** What failed in Vitest's JSON report, a line each: file, test, the first line of why. */
export function vitestFailures({ testResults }: VitestReport, root: string): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((result) => result.status === "failed");
    if (status === "failed" && assertionResults.length === 0) {
      return [`${file}: ${firstLine(message)}`];
    }
    return tests.map(
      ({ fullName, failureMessages }) =>
        `${file} › ${fullName}: ${firstLine(failureMessages?.[0])}`,
    );
  });
}

/** The same of Playwright's JSON report. */
export function playwrightFailures({ specs = [], suites = [] }: Suite): string[] {
  const own = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} › ${title}`);
  return [...own, ...suites.flatMap(playwrightFailures)];
}
