/** True for PostgreSQL's refusal of a second row under this unique constraint (unique_violation, 23505). */
export function isUniqueViolation(thrown: unknown, constraint: string): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code, constraint_name: name } = error as { code?: unknown; constraint_name?: unknown };
    if (code === "23505") return name === constraint;
  }
  return false;
}
