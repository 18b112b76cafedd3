import { z } from "zod"
import { AppError } from "@/lib/domain/errors"

/** Encodes a position in a list as opaque text. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url")
}

/** @throws AppError INVALID_INPUT for a cursor that is not one of this list's. */
export function parseCursor<Position>(
  schema: z.ZodType<Position>,
  cursor: string | undefined,
): Position | null {
  if (cursor === undefined) return null
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")))
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause
    throw new AppError("INVALID_INPUT", "The cursor does not belong to this list.", [], { cause })
  }
}
