import { z } from "zod"

/** A query parameter that may be given once, repeatedly, or separated by commas. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((raw) => {
    if (raw === undefined || raw === "") return undefined
    return (Array.isArray(raw) ? raw : [raw]).flatMap((part) =>
      typeof part === "string" ? part.split(",") : [part],
    )
  }, z.array(item).optional())
}

export const pageInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Every list answers so. `count` is null where it was not counted. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    count: z.number().int().nullable(),
  })
}

export const idSchema = z.uuid()

export const timestampSchema = z.iso.datetime()

/** `lib/domain/stats/estimate` on the wire. */
export const estimateSchema = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  method: z.string(),
  n: z.number().int(),
  tasks: z.number().int(),
})

export const emptySchema = z.object({})
