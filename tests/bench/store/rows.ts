import { READ_ROWS } from "./read-rows"
import type { BenchRow } from "./row"
import { WRITE_ROWS } from "./write-rows"

/** Everything that is measured, in the order it is measured within its phase. A new group of rows is one line here. */
export const ROWS: readonly BenchRow[] = [...WRITE_ROWS, ...READ_ROWS]
