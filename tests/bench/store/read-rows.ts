import { EXPORT_ROWS } from "./export-rows"
import { LIST_ROWS } from "./list-rows"
import type { BenchRow } from "./row"
import { RUN_ROWS } from "./run-rows"
import { SEARCH_ROWS } from "./search-rows"
import { STEP_ROWS } from "./step-rows"

/** What is read of a full store. The export comes first: the columns that lists load would count as its memory. */
export const READ_ROWS: readonly BenchRow[] = [
  ...EXPORT_ROWS,
  ...LIST_ROWS,
  ...STEP_ROWS,
  ...RUN_ROWS,
  ...SEARCH_ROWS,
]
