import { parseAsArrayOf, parseAsString } from "nuqs/server"

export const importParsers = {
  /** The experiment that forms start with. */
  experiment: parseAsString.withDefault(""),
  /** Imports shown in full. */
  open: parseAsArrayOf(parseAsString).withDefault([]),
}
