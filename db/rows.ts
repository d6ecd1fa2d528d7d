import { type Column, getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";

const columnsOf = new WeakMap<Table, [key: string, column: Column][]>();

/**
 * Raw rows of a hand-written statement as the model drizzle would give: names in camelCase, bigint and
 * dates decoded. The statement must return the table's own column names.
 */
export function decodeRow<T extends Table>(
  table: T,
  row: Record<string, unknown>,
): InferSelectModel<T> {
  let columns = columnsOf.get(table);
  if (!columns) {
    columns = Object.entries(getTableColumns(table));
    columnsOf.set(table, columns);
  }
  const model: Record<string, unknown> = {};
  for (const [key, column] of columns) {
    const value = row[column.name];
    model[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
  }
  return model as InferSelectModel<T>;
}
