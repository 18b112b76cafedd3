"use client"

import { showHidden } from "@/components/transcript/visible-text"
import { classNames } from "@/components/ui/class-names"
import { isObject, isScalar, type Json, type JsonObject, toLine } from "./json"
import { RecordRows } from "./record-rows"
import { toTable } from "./to-table"

/** Objects up to this long stand on one line. */
const INLINE_CHARS = 120
/** What lies deeper is shown as JSON. */
const DEEPEST = 5

interface RecordTreeProps {
  value: JsonObject | Json[]
  /** Says which rows are unfolded; unique in the episode. */
  id: string
}

/** A record as names and values; records of one kind inside it as tables. */
export function RecordTree({ value, id }: RecordTreeProps) {
  return (
    <div className="font-mono text-note">
      <Value value={value} id={id} depth={0} />
    </div>
  )
}

function Value({ value, id, depth }: { value: Json; id: string; depth: number }) {
  const isShort = isObject(value) && depth > 0 && toLine(value, INLINE_CHARS + 1).length <= INLINE_CHARS
  const table = depth >= DEEPEST || isShort ? null : toTable(value)
  if (table) return <RecordRows table={table} id={id} />
  if (isScalar(value) || isShort || depth >= DEEPEST || isFlat(value)) return <Line value={value} />
  const entries = isObject(value)
    ? Object.entries(value)
    : value.map((part, index): [string, Json] => [`${index + 1}`, part])
  return (
    <dl className={classNames("grid min-w-0 gap-y-0.5", depth > 0 && "border-kumo-hairline border-l pl-2.5")}>
      {entries.map(([name, part]) => (
        <Field key={name} name={name} value={part} id={`${id}/${name}`} depth={depth + 1} />
      ))}
    </dl>
  )
}

/** On a phone what has rows of its own stands below its name. */
function Field({ name, value, id, depth }: { name: string; value: Json; id: string; depth: number }) {
  const hasRows = !isScalar(value) && !isFlat(value)
  return (
    <div
      className={classNames(
        "grid min-w-0 gap-x-3 md:grid-cols-[9.5rem_minmax(0,1fr)]",
        !hasRows && "grid-cols-[7rem_minmax(0,1fr)]",
      )}
    >
      <dt className="text-kumo-subtle [overflow-wrap:anywhere] [unicode-bidi:isolate]">{showHidden(name)}</dt>
      <dd className={classNames("min-w-0", hasRows && "max-md:pl-3")}>
        <Value value={value} id={id} depth={depth} />
      </dd>
    </div>
  )
}

function Line({ value }: { value: Json }) {
  return (
    <span className="[overflow-wrap:anywhere] [unicode-bidi:isolate]">
      {showHidden(toLine(value, 1_000))}
    </span>
  )
}

/** A list of words or numbers, or nothing at all. */
function isFlat(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isScalar)
  return isObject(value) && Object.keys(value).length === 0
}
