"use client"

import { Fragment } from "react"
import { formatCount } from "@/components/format/count"
import { useTranscript } from "@/components/transcript/transcript-context"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { ScrollRegion } from "@/components/ui/scroll-region"
import { isScalar, type Json, toLine } from "./json"
import type { RecordTable } from "./to-table"

/** Rows shown of a longer table; a table hardly longer than that is shown whole. */
const SHOWN = 5
const MOST_SHOWN = 500
const CELL = "border-kumo-hairline border-t py-0.5 pr-4 align-top"

/** Records of one kind below each other, the first few of many. */
export function RecordRows({ table, id }: { table: RecordTable; id: string }) {
  const { folds } = useTranscript()
  const key = `${id}/rows`
  const isLong = table.rows.length > SHOWN + 2
  const open = folds.isOpen(key, false)
  const rows = table.rows.slice(0, isLong && !open ? SHOWN : MOST_SHOWN)
  return (
    <>
      <ScrollRegion label="Records">
        <table className="border-collapse text-left">
          <thead>
            <tr className="align-bottom text-head text-kumo-subtle [&_th]:pr-4 [&_th]:font-normal">
              {table.isNamed && <th scope="col" aria-label="Name" />}
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  <ColumnName name={showHidden(column)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, value }) => (
              <tr key={name}>
                {table.isNamed && (
                  <th scope="row" className={classNames(CELL, "font-normal text-kumo-subtle")}>
                    {showHidden(name)}
                  </th>
                )}
                {table.columns.map((column) => (
                  <Cell key={column} value={value[column]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {isLong && (
        <Button size="xs" variant="secondary" aria-expanded={open} onClick={() => folds.toggle(key, false)}>
          {open ? "Fold" : `Show all ${formatCount(table.rows.length)} rows`}
        </Button>
      )}
    </>
  )
}

/** Long names break after their underscores, so that they do not widen the table. */
function ColumnName({ name }: { name: string }) {
  return name.split(/(?<=_)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name keep their places
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ))
}

function Cell({ value }: { value: Json | undefined }) {
  if (value === undefined) return <td className={CELL} />
  const line = showHidden(toLine(value))
  const isShort = isScalar(value) && line.length <= 40
  return (
    <td
      className={classNames(
        CELL,
        "[unicode-bidi:isolate]",
        isShort ? "whitespace-nowrap tabular" : "min-w-48 [overflow-wrap:anywhere]",
      )}
    >
      {line}
    </td>
  )
}
