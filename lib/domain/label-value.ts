import { AppError } from "@/lib/domain/errors"
import { type LabelKey, type LabelValue, VERDICTS } from "@/lib/domain/label"

const EXPECTED: Record<LabelKey, string> = {
  verdict: VERDICTS.join(", "),
  scale: "a number",
  choice: "a text",
  tag: "a text",
  mask: "true or false",
  correction: "a text",
  note: "a text",
}

function fits(key: LabelKey, value: LabelValue): boolean {
  switch (key) {
    case "verdict":
      return VERDICTS.some((verdict) => verdict === value)
    case "scale":
      return typeof value === "number"
    case "mask":
      return typeof value === "boolean"
    case "choice":
    case "tag":
    case "correction":
    case "note":
      return typeof value === "string" && value.trim() !== ""
  }
}

/** Null is always allowed: it takes a label back. @throws AppError INVALID_INPUT naming what the key expects. */
export function requireLabelValue(key: LabelKey, value: LabelValue): void {
  if (value === null || fits(key, value)) return
  throw new AppError("INVALID_INPUT", `A ${key} label expects ${EXPECTED[key]}.`, [
    { path: "value", message: `Expected ${EXPECTED[key]}.` },
  ])
}
