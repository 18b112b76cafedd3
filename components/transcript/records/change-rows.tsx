"use client"

import { formatCountOf } from "@/components/format/count"
import { useTranscript } from "@/components/transcript/transcript-context"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { ScrollRegion } from "@/components/ui/scroll-region"
import type { Change } from "./diff-records"
import { type Json, toLine } from "./json"

const SHOWN = 20
/** Ids and amounts stay on one line. */
const SHORT = 20
const CELL = "border-kumo-hairline border-t py-0.5 pr-4 align-top [overflow-wrap:anywhere]"

const BEFORE_AFTER: [string, string] = ["Before", "After"]

interface ChangeRowsProps {
  changes: readonly Change[]
  /** Says whether all rows are unfolded; unique in the episode. */
  id: string
  /** What the two columns of values are. */
  heads?: [string, string]
}

/** Fields with what they were and what they are. */
export function ChangeRows({ changes, id, heads = BEFORE_AFTER }: ChangeRowsProps) {
  const { folds } = useTranscript()
  const open = folds.isOpen(id, false)
  return (
    <>
      <ScrollRegion label="Changes">
        <table className="w-full border-collapse text-left font-mono">
          <thead>
            <tr className="text-head text-kumo-subtle [&_th]:pr-4 [&_th]:font-normal">
              <th scope="col">Field</th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {(open ? changes : changes.slice(0, SHOWN)).map(({ path, before, after }) => (
              <tr key={path.join("\n")}>
                <th scope="row" className={classNames(CELL, "min-w-28 font-normal text-kumo-subtle")}>
                  {showHidden(path.join(" › "))}
                </th>
                <td className={CELL}>
                  <Side value={before} gone={heads === BEFORE_AFTER} />
                </td>
                <td className={classNames(CELL, "min-w-32")}>
                  <Side value={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {changes.length > SHOWN && (
        <Button size="xs" variant="secondary" aria-expanded={open} onClick={() => folds.toggle(id, false)}>
          {open ? "Fold" : `Show all ${formatCountOf(changes.length, "field")}`}
        </Button>
      )}
    </>
  )
}

/** Crossed out where it is no more. */
function Side({ value, gone }: { value: Json | undefined; gone?: boolean }) {
  if (value === undefined) return <span className="whitespace-nowrap text-kumo-subtle italic">absent</span>
  const line = showHidden(toLine(value))
  const look = classNames("[unicode-bidi:isolate]", line.length <= SHORT && "whitespace-nowrap")
  if (gone) return <del className={classNames(look, "text-kumo-subtle")}>{line}</del>
  return <ins className={classNames(look, "font-medium no-underline")}>{line}</ins>
}
