/** Where the run's story goes. Plain text; colours only where a terminal shows them. */
export type Report = {
  step(title: string): void;
  /** Something as it travelled, indented. */
  show(text: string): void;
  /** One thing that must hold. Failed ones are counted. */
  check(what: string, holds: boolean, seen?: unknown): void;
  readonly failures: number;
  readonly checks: number;
};

export function openReport(stream: NodeJS.WriteStream): Report {
  const paint = (code: number, text: string) =>
    stream.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text;
  const write = (line: string) => stream.write(`${line}\n`);
  let steps = 0;
  let failures = 0;
  let checks = 0;
  return {
    step(title) {
      steps += 1;
      write(`\n${paint(1, `${steps}. ${title}`)}`);
    },
    show(text) {
      for (const line of text.split("\n")) write(paint(2, `     ${line}`));
    },
    check(what, holds, seen) {
      checks += 1;
      if (!holds) failures += 1;
      const told = holds || seen === undefined ? "" : `: ${JSON.stringify(seen)}`;
      write(holds ? paint(32, `   ✓ ${what}`) : paint(31, `   ✗ ${what}${told}`));
    },
    get failures() {
      return failures;
    },
    get checks() {
      return checks;
    },
  };
}
