import { type ColumnDef, createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";

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
 * Tables of the console. Rows come sorted, filtered and cut into pages from the server, and columns chosen
 * and ordered by their reader, so that no feature need be in the bundle.
 */
const features = tableFeatures({ columnMeta: {} as ColumnLook });

/** Columns for rows of one kind, as `columnsOf<Row>().columns([…])` makes them. */
// biome-ignore lint/suspicious/noExplicitAny: each column has values of a type of its own.
export type TableColumns<Row extends { id: string }> = ColumnDef<typeof features, Row, any>[];

export const columnsOf = <Row extends { id: string }>() =>
  createColumnHelper<typeof features, Row>();

export const useAppTable = <Row extends { id: string }>(data: Row[], columns: TableColumns<Row>) =>
  useTable({ features, getRowId, data, columns });

const getRowId = (row: { id: string }) => row.id;
