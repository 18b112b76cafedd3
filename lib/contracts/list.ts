import { z } from "zod"

type ListSchema<Item extends z.ZodType> = z.ZodOptional<
  z.ZodType<z.output<Item>[], z.input<Item>[] | z.input<Item>>
>

/** A query parameter that may be given once, repeatedly, or separated by commas. */
export function listOf<Item extends z.ZodType>(item: Item): ListSchema<Item> {
  const list = z.preprocess((raw) => {
    if (raw === undefined || raw === "") return undefined
    return (Array.isArray(raw) ? raw : [raw]).flatMap((part) =>
      typeof part === "string" ? part.split(",") : [part],
    )
  }, z.array(item).optional())
  // zod types what goes into a preprocess as unknown; this is what callers write.
  return list.optional() as unknown as ListSchema<Item>
}

/** A yes-or-no query parameter: `true`, `false`, `1`, `0`. */
export const flagSchema = z.union([z.boolean(), z.stringbool()]).optional()

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
