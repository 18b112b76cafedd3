import { formatCount } from "@/components/format/count"
import { classNames } from "@/components/ui/class-names"
import { VERDICTS } from "@/lib/domain/label"

interface ConfusionTableProps {
  /** Rows and columns bad, unsure, good. */
  confusion: readonly (readonly number[])[]
  /** Whose verdicts the rows are, and the columns. */
  rows: string
  columns: string
}

/** What one says where the other says something; the diagonal is where they agree. */
export function ConfusionTable({ confusion, rows, columns }: ConfusionTableProps) {
  const most = Math.max(1, ...confusion.flat())
  return (
    <table className="tabular text-note">
      <caption className="pb-1 text-left text-kumo-subtle">
        Rows {rows}, columns {columns}
      </caption>
      <thead>
        <tr>
          <td />
          {VERDICTS.map((verdict) => (
            <th key={verdict} scope="col" className="px-2 py-1 text-right font-normal text-kumo-subtle">
              {verdict}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {confusion.map((counts, row) => (
          <tr key={VERDICTS[row]}>
            <th scope="row" className="pr-2 text-left font-normal text-kumo-subtle">
              {VERDICTS[row]}
            </th>
            {counts.map((count, column) => (
              <td
                key={VERDICTS[column]}
                className={classNames(
                  "h-8 min-w-14 px-2 text-right ring ring-kumo-hairline",
                  count > 0 && (row === column ? "bg-good-tint" : count * 4 >= most ? "bg-bad-tint" : ""),
                )}
              >
                {formatCount(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
