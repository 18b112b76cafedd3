import { createHash } from "node:crypto"
import type { Fields } from "./fields"
import { compareCodePoints, itemRepr, stringRepr, tupleRepr, tupleText } from "./python/repr"
import { copyValue, type PythonDict } from "./python/value"
import { ToolError } from "./tool-error"

/** A table as read from its file; never changed, so its text for the hash is worked out once for all attempts. */
export class BaseTable {
  readonly records: ReadonlyMap<string, Fields>
  #texts: ReadonlyMap<string, string> | undefined
  #wholeText: string | undefined

  constructor(records: ReadonlyMap<string, PythonDict>) {
    this.records = records
  }

  /** The text of every record by id, in code point order of the ids. */
  get texts(): ReadonlyMap<string, string> {
    if (!this.#texts) {
      const ids = [...this.records.keys()].sort(compareCodePoints)
      this.#texts = new Map(ids.map((id) => [id, recordText(id, this.records.get(id) ?? new Map())]))
    }
    return this.#texts
  }

  get wholeText(): string {
    this.#wholeText ??= tupleText([...this.texts.values()])
    return this.#wholeText
  }
}

function recordText(id: string, record: Fields): string {
  return itemRepr(id, tupleRepr(record as PythonDict))
}

export type BaseTables = ReadonlyMap<string, BaseTable>

/** The state of one attempt: the shared base tables and the records this attempt has changed or added. */
export class Database {
  readonly #base: BaseTables
  readonly #changes = new Map<string, Map<string, PythonDict>>()

  constructor(base: BaseTables) {
    this.#base = base
  }

  find(table: string, id: string): Fields | undefined {
    return this.#changes.get(table)?.get(id) ?? this.#table(table).records.get(id)
  }

  /** The record; without one the tool answers `Error: <noun> not found`. */
  require(table: string, id: string, noun: string): Fields {
    const record = this.find(table, id)
    if (!record) throw new ToolError(`${noun} not found`)
    return record
  }

  /** The record for changing in place; the base keeps its own. */
  edit(table: string, id: string): PythonDict {
    const changed = this.#changes.get(table)?.get(id)
    if (changed) return changed
    const original = this.#table(table).records.get(id)
    if (!original) throw new ToolError(stringRepr(id))
    const copy = copyValue(original as PythonDict)
    this.put(table, id, copy)
    return copy
  }

  put(table: string, id: string, record: PythonDict): void {
    let changes = this.#changes.get(table)
    if (!changes) {
      changes = new Map()
      this.#changes.set(table, changes)
    }
    changes.set(id, record)
  }

  /** All records of a table, in file order, added ones last. */
  *records(table: string): Iterable<[string, Fields]> {
    const base = this.#table(table).records
    const changes = this.#changes.get(table)
    for (const [id, record] of base) yield [id, changes?.get(id) ?? record]
    for (const [id, record] of changes ?? []) if (!base.has(id)) yield [id, record]
  }

  /** Hexadecimal SHA-256 of Python's `str` of the database as nested sorted tuples: the benchmark's `consistent_hash`. */
  hash(): string {
    const names = [...this.#base.keys()].sort(compareCodePoints)
    const text = tupleText(names.map((name) => itemRepr(name, this.#tableText(name))))
    return createHash("sha256").update(text).digest("hex")
  }

  #tableText(name: string): string {
    const base = this.#table(name)
    const changes = this.#changes.get(name)
    if (!changes) return base.wholeText
    const texts = new Map(base.texts)
    for (const [id, record] of changes) texts.set(id, recordText(id, record))
    const hasNew = texts.size > base.texts.size
    const ids = hasNew ? [...texts.keys()].sort(compareCodePoints) : [...texts.keys()]
    return tupleText(ids.map((id) => texts.get(id) ?? ""))
  }

  #table(name: string): BaseTable {
    const table = this.#base.get(name)
    if (!table) throw new RangeError(`The database has no table ${name}`)
    return table
  }
}
