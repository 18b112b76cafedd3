"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { useRef } from "react"
import { classNames } from "@/components/ui/class-names"
import { RefetchBar } from "@/components/ui/panel"
import { type DataTableProps, useDataTable } from "./data-table"
import { DataTableHead } from "./data-table-head"
import { DataTableRow } from "./data-table-row"
import { SkeletonRows } from "./skeleton-rows"

export interface VirtualDataTableProps<Row> extends DataTableProps<Row> {
  /** The height of the scrolling window, as CSS: `calc(100dvh - 180px)`. */
  height: string
}

/** The same table for thousands of rows: only those in view exist. */
export function VirtualDataTable<Row>(props: VirtualDataTableProps<Row>) {
  const { label, rows, refetching, empty, footer, height, size = "base", skeletonRows = 12 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = size === "base" ? 34 : 30
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const { table, control } = useDataTable(props, scroller, (index) => virtual.scrollToIndex(index))
  const shown = virtual.getVirtualItems()
  const all = table.getRowModel().rows
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const none = rows !== undefined && rows.length === 0
  return (
    <div className="relative">
      {refetching && <RefetchBar />}
      <section
        ref={scroller}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="overflow-auto"
        style={{ maxHeight: height }}
      >
        <table
          aria-label={label}
          aria-rowcount={rows?.length ?? -1}
          className={classNames(
            "w-full border-collapse text-body [&_td]:px-2.5 [&_th]:px-2.5 [&_thead]:sticky [&_thead]:top-0 [&_thead]:z-[1] [&_thead]:bg-kumo-base",
            size === "base" ? "[&_tr[data-row]]:h-[34px]" : "[&_tr[data-row]]:h-[30px]",
          )}
        >
          <DataTableHead table={table} control={control} onSortChange={props.onSortChange} />
          <tbody>
            {rows === undefined && (
              <SkeletonRows columns={props.columns.length} rows={skeletonRows} control={control} />
            )}
            {before > 0 && <tr aria-hidden style={{ height: before }} />}
            {shown.map((item) => {
              const row = all[item.index]
              return row && <DataTableRow key={row.id} row={row} control={control} label={label} />
            })}
            {after > 0 && <tr aria-hidden style={{ height: after }} />}
          </tbody>
        </table>
      </section>
      {none && empty}
      {!none && footer}
    </div>
  )
}
