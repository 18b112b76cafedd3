import { AppError } from "@/lib/domain/errors"
import { type LabelKey, type LabelValue, VERDICTS } from "@/lib/domain/label"

const EXPECTED: Record<LabelKey, string> = {
  verdict: VERDICTS.join(", "),
  scale: "a number",
  choice: "true",
  tag: "true",
  mask: "true or false",
  correction: "a text",
  note: "a text",
}

/** Keys that a step or episode may carry several of, told apart by a name. */
const NAMED: ReadonlySet<LabelKey> = new Set<LabelKey>(["scale", "choice", "tag"])

function fits(key: LabelKey, value: LabelValue): boolean {
  switch (key) {
    case "verdict":
      return VERDICTS.some((verdict) => verdict === value)
    case "scale":
      return typeof value === "number"
    case "choice":
    case "tag":
      return value === true
    case "mask":
      return typeof value === "boolean"
    case "correction":
    case "note":
      return typeof value === "string" && value.trim() !== ""
  }
}

/** What a label says, and of which scale, failure reason or tag. */
export interface SaidLabel {
  key: LabelKey
  name: string
  value: LabelValue
}

/** A null value is always allowed: it takes a label back. @throws AppError INVALID_INPUT naming what the key expects. */
export function requireLabelValue({ key, name, value }: SaidLabel): void {
  if (NAMED.has(key) !== (name !== "")) {
    const message = NAMED.has(key) ? `A ${key} label needs a name.` : `A ${key} label takes no name.`
    throw new AppError("INVALID_INPUT", message, [{ path: "name", message }])
  }
  if (value === null || fits(key, value)) return
  throw new AppError("INVALID_INPUT", `A ${key} label expects ${EXPECTED[key]}.`, [
    { path: "value", message: `Expected ${EXPECTED[key]}.` },
  ])
}
