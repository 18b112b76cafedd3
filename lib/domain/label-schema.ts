/** A scale whose values are steps with names, stored as 1, 2, 3, or any number between two ends. */
export type LabelScale =
  | { kind: "ordinal"; name: string; levels: string[] }
  | { kind: "numeric"; name: string; min: number; max: number }

/** What the labels of an experiment may say beside the verdict. */
export interface LabelSchema {
  /** Failure reasons, any number of which may hold. The first get the digits after the verdicts. */
  choices: string[]
  scales: LabelScale[]
}

export const EMPTY_LABEL_SCHEMA: LabelSchema = { choices: [], scales: [] }

/** Why a scale or choice label does not fit the schema; null when it does. Null takes back, whatever the schema says now. */
export function findSchemaProblem(
  schema: LabelSchema,
  label: { key: string; name: string; value: unknown },
): string | null {
  if (label.value === null) return null
  if (label.key === "choice") {
    return schema.choices.includes(label.name)
      ? null
      : `This experiment has no failure reason "${label.name}".`
  }
  if (label.key !== "scale") return null
  const scale = schema.scales.find(({ name }) => name === label.name)
  if (!scale) return `This experiment has no scale "${label.name}".`
  const value = Number(label.value)
  const [min, max] = scale.kind === "ordinal" ? [1, scale.levels.length] : [scale.min, scale.max]
  if (value < min || value > max) return `${scale.name} goes from ${min} to ${max}.`
  if (scale.kind === "ordinal" && !Number.isInteger(value)) return `${scale.name} has steps 1 to ${max}.`
  return null
}
