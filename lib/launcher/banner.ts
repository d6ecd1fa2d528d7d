/** What a person needs after the start, in a few lines. */
export function banner(publicUrl: string): string {
  return [
    "",
    `  FlatPay is ready          ${publicUrl}`,
    `    try it in a shop        ${publicUrl}/demo`,
    `    the operators' console  ${publicUrl}/admin`,
    `    integrate it            ${publicUrl}/docs`,
    `    the machine contract    ${publicUrl}/v1/openapi.json`,
    "    pay from a shell        npm run demo",
    "",
  ].join("\n");
}
