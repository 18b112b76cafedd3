import type { ColumnDef, RowData } from "@tanstack/react-table"
import type { ReactNode } from "react"
import type { CellAlign } from "@/components/ui/table"

export interface Column<Row> {
  /** Also the name it is sorted by. */
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers go right; they are tabular there. */
  align?: CellAlign
  /** The head becomes a button; `descending` starts with the large values. */
  sortable?: boolean | "descending"
  /** CSS width. Without it the content decides. */
  width?: string
  /** Stays on a phone. The first column always does. */
  phone?: boolean
}

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    align: CellAlign
    className: string
    width: string | undefined
    descendingFirst: boolean
  }
}

/** Our columns as TanStack's; sorting happens on the server. */
export function toColumnDefs<Row>(columns: readonly Column<Row>[]): ColumnDef<Row>[] {
  return columns.map((column, index) => ({
    id: column.id,
    header: () => column.header,
    cell: ({ row }) => column.cell(row.original),
    enableSorting: column.sortable !== undefined && column.sortable !== false,
    meta: {
      align: column.align ?? "left",
      className: index === 0 || column.phone ? "" : "max-md:hidden",
      width: column.width,
      descendingFirst: column.sortable === "descending",
    },
  }))
}
