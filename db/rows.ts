import { getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";

/**
 * Raw rows of a hand-written statement as the model drizzle would give: names in camelCase, bigint and
 * dates decoded. The statement must return the table's own column names.
 */
export function decodeRow<T extends Table>(
  table: T,
  row: Record<string, unknown>,
): InferSelectModel<T> {
  const model: Record<string, unknown> = {};
  for (const [key, column] of Object.entries(getTableColumns(table))) {
    const value = row[column.name];
    model[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
  }
  return model as InferSelectModel<T>;
}
