import { createLoader, createSerializer, parseAsInteger } from "nuqs/server"

/** The selected step, in links to it. */
export const stepParser = parseAsInteger

export const loadStep = createLoader({ step: stepParser })

/** Adds `step=4` to a search that is empty or starts with a question mark. */
export const withStep = createSerializer({ step: stepParser })
