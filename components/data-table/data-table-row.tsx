import { flexRender, type Row as TableRowModel } from "@tanstack/react-table"
import type { MouseEvent } from "react"
import { BareCheckbox } from "@/components/ui/checkbox"
import { classNames } from "@/components/ui/class-names"
import { TableCell, TableRow } from "@/components/ui/table"
import type { RowControl } from "./use-row-control"

export interface DataTableRowProps<Row> {
  row: TableRowModel<Row>
  control: RowControl<Row>
  label: string
}

export function DataTableRow<Row>({ row, control, label }: DataTableRowProps<Row>) {
  const selected = control.selected.has(row.id)
  const active = control.active === row.id
  return (
    <TableRow
      data-row={row.id}
      {...(control.selectable ? { selected } : {})}
      onClick={(event) => control.open && meansOpen(event) && control.open(row.original)}
      className={classNames(
        "group",
        control.open && "cursor-pointer",
        !selected && "hover:bg-kumo-elevated",
        active && "outline-2 outline-accent -outline-offset-2",
      )}
    >
      {control.selectable && (
        <TableCell className="w-8 max-md:hidden">
          <span className={selected ? "" : "opacity-0 focus-within:opacity-100 group-hover:opacity-100"}>
            <BareCheckbox
              label={`Select row of ${label.toLowerCase()}`}
              checked={selected}
              onChange={() => control.toggle(row.id)}
            />
          </span>
        </TableCell>
      )}
      {row.getVisibleCells().map((cell) => (
        <TableCell
          key={cell.id}
          align={cell.column.columnDef.meta?.align ?? "left"}
          className={cell.column.columnDef.meta?.className ?? ""}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </TableCell>
      ))}
    </TableRow>
  )
}

/** A click on a control inside the row, or the end of selecting text, does not open it. */
function meansOpen(event: MouseEvent): boolean {
  const target = event.target as Element
  if (target.closest("a, button, input, label, [role=checkbox], [role=menuitem]")) return false
  return window.getSelection()?.isCollapsed ?? true
}
