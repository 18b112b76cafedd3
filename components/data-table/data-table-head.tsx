import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { CaretUpIcon } from "@phosphor-icons/react/dist/ssr/CaretUp"
import { flexRender, type Header, type Table } from "@tanstack/react-table"
import { BareCheckbox } from "@/components/ui/checkbox"
import { TableHead } from "@/components/ui/table"
import { nextSort, type Sort } from "./sort"
import type { RowControl } from "./use-row-control"

export interface DataTableHeadProps<Row> {
  table: Table<Row>
  control: RowControl<Row>
  onSortChange: ((sort: Sort) => void) | undefined
}

export function DataTableHead<Row>({ table, control, onSortChange }: DataTableHeadProps<Row>) {
  return (
    <thead className="group">
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {control.selectable && (
            <TableHead className="w-8 max-md:hidden">
              <SelectAll control={control} />
            </TableHead>
          )}
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} onSortChange={onSortChange} />
          ))}
        </tr>
      ))}
    </thead>
  )
}

function SelectAll<Row>({ control }: { control: RowControl<Row> }) {
  const count = control.order.filter((id) => control.selected.has(id)).length
  const all = count > 0 && count === control.order.length
  return (
    <span className={count > 0 ? "" : "opacity-0 focus-within:opacity-100 group-hover:opacity-100"}>
      <BareCheckbox
        label="Select all rows shown"
        checked={all}
        indeterminate={count > 0 && !all}
        onChange={control.toggleAll}
      />
    </span>
  )
}

interface HeadCellProps<Row> {
  header: Header<Row, unknown>
  onSortChange: ((sort: Sort) => void) | undefined
}

function HeadCell<Row>({ header, onSortChange }: HeadCellProps<Row>) {
  const { meta } = header.column.columnDef
  const sorted = header.column.getIsSorted()
  const content = flexRender(header.column.columnDef.header, header.getContext())
  const sortable = header.column.getCanSort() && onSortChange !== undefined
  const current = sorted ? { id: header.column.id, descending: sorted === "desc" } : null
  return (
    <TableHead
      align={meta?.align ?? "left"}
      className={meta?.className ?? ""}
      style={meta?.width ? { width: meta.width } : undefined}
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
    >
      {sortable ? (
        <button
          type="button"
          onClick={() => onSortChange(nextSort(current, header.column.id, meta?.descendingFirst ?? false))}
          className="inline-flex items-center gap-0.5 rounded-sm hover:text-kumo-default"
        >
          {content}
          {sorted === "asc" && <CaretUpIcon size={10} aria-hidden />}
          {sorted === "desc" && <CaretDownIcon size={10} aria-hidden />}
        </button>
      ) : (
        content
      )}
    </TableHead>
  )
}
