type Members = Record<string, unknown>;

/**
 * What an audit row says of a change: the members that differ, each with what it was and what it became.
 * Both sides as they leave the building, secrets masked.
 */
export function changesBetween(before: Members, after: Members): Members {
  return Object.fromEntries(
    Object.keys(after)
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
  );
}
