"use client"

import { getCoreRowModel, useReactTable } from "@tanstack/react-table"
import { type ReactNode, type RefObject, useMemo, useRef } from "react"
import { RefetchBar } from "@/components/ui/panel"
import { Table } from "@/components/ui/table"
import { type Column, toColumnDefs } from "./column"
import { DataTableHead } from "./data-table-head"
import { DataTableRow } from "./data-table-row"
import { SkeletonRows } from "./skeleton-rows"
import type { Sort } from "./sort"
import { type RowControl, useRowControl } from "./use-row-control"

export interface DataTableProps<Row> {
  /** What a screen reader hears, and the noun of the empty states. */
  label: string
  columns: readonly Column<Row>[]
  /** Undefined while nothing has arrived yet: skeleton rows stand in. */
  rows: readonly Row[] | undefined
  rowId: (row: Row) => string
  sort?: Sort | null
  onSortChange?: (sort: Sort) => void
  selected?: ReadonlySet<string>
  onSelectedChange?: (selected: Set<string>) => void
  /** Enter and a click on the row. Put a real link into the first cell as well. */
  onOpen?: (row: Row) => void
  /** Binds `j k x Enter` under this heading; at most one table of a page. */
  keys?: string
  /** Known rows stay while they are fetched again. */
  refetching?: boolean
  /** Shown below the head when there are no rows: `Empty`, or `NothingMatches` when filters are set. */
  empty?: ReactNode
  size?: "base" | "compact"
  skeletonRows?: number
  footer?: ReactNode
}

/** A dense table whose order and pages come from the server. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, refetching, empty, footer, size = "base", skeletonRows = 8 } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const { table, control } = useDataTable(props, body)
  const none = rows !== undefined && rows.length === 0
  return (
    <div className="relative">
      {refetching && <RefetchBar />}
      <Table aria-label={label} size={size} aria-busy={rows === undefined}>
        <DataTableHead table={table} control={control} onSortChange={props.onSortChange} />
        <tbody ref={body}>
          {rows === undefined && (
            <SkeletonRows columns={props.columns.length} rows={skeletonRows} control={control} />
          )}
          {table.getRowModel().rows.map((row) => (
            <DataTableRow key={row.id} row={row} control={control} label={label} />
          ))}
        </tbody>
      </Table>
      {none && empty}
      {!none && footer}
    </div>
  )
}

/** TanStack's table and the keyboard. */
export function useDataTable<Row>(
  props: DataTableProps<Row>,
  body: RefObject<HTMLElement | null>,
  reveal?: (index: number) => void,
) {
  const { columns, rows, rowId, sort } = props
  const definitions = useMemo(() => toColumnDefs(columns), [columns])
  const data = useMemo(() => [...(rows ?? [])], [rows])
  const table = useReactTable({
    data,
    columns: definitions,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    state: { sorting: sort ? [{ id: sort.id, desc: sort.descending }] : [] },
  })
  const control: RowControl<Row> = useRowControl(props, data, body, reveal)
  return { table, control }
}
