import { createLoader, parseAsString } from "nuqs/server"

export const runParsers = {
  /** The listed price that the run's tokens are priced at; what is on record without it. */
  priceAs: parseAsString,
}

export const loadRunParams = createLoader(runParsers)
