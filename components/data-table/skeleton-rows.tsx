import { Skeleton } from "@/components/ui/skeleton"
import { TableCell, TableRow } from "@/components/ui/table"
import type { RowControl } from "./use-row-control"

export interface SkeletonRowsProps<Row> {
  columns: number
  rows: number
  control: Pick<RowControl<Row>, "selectable">
}

/** Rows of the final height, while the first ones are on their way. */
export function SkeletonRows<Row>({ columns, rows, control }: SkeletonRowsProps<Row>) {
  const names = Array.from({ length: rows }, (_, row) => `row-${row}`)
  const cells = Array.from({ length: columns }, (_, column) => `cell-${column}`)
  return names.map((name) => (
    <TableRow key={name}>
      {control.selectable && <TableCell className="max-md:hidden" />}
      {cells.map((cell, index) => (
        <TableCell key={cell} className={index > 1 ? "max-md:hidden" : ""}>
          <Skeleton className={index === 0 ? "h-3 w-40" : "ml-auto h-3 w-14"} />
        </TableCell>
      ))}
    </TableRow>
  ))
}
