/** True for PostgreSQL's refusal of a second app with one slug (unique_violation, 23505). */
export function isSlugTaken(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code, constraint_name: name } = error as { code?: unknown; constraint_name?: unknown };
    if (code === "23505") return name === "client_apps_slug";
  }
  return false;
}
