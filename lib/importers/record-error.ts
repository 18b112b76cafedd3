/** Why one record cannot be imported, as a sentence; it never leaves the importers but as a reason. */
export class RecordError extends Error {
  override readonly name = "RecordError"
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
