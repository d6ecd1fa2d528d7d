import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  createTableHook,
  tableFeatures,
} from "@tanstack/react-table";

/** What a column is beside its header and cell. */
export type ColumnLook = {
  /** Digits that line up: at the right in both directions. */
  number?: boolean;
  /** The list can be ordered by it, under this name. */
  sort?: string;
  /** Its place on the card that a row becomes on a narrow screen; none: left out there. */
  card?: "lead" | "mark" | "line" | "foot" | "foot-end";
};

/**
 * Tables of the console. Rows come sorted, filtered and cut into pages from the server, so the only
 * features in the bundle are the ones that arrange columns.
 */
const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnMeta: {} as ColumnLook,
});

export const { createAppColumnHelper, useAppTable } = createTableHook({
  features,
  getRowId: (row: { id: string }) => row.id,
});

/** Columns for rows of one kind, as `createAppColumnHelper<Row>().columns([…])` makes them. */
// biome-ignore lint/suspicious/noExplicitAny: each column has values of a type of its own.
export type TableColumns<Row extends { id: string }> = ColumnDef<typeof features, Row, any>[];
