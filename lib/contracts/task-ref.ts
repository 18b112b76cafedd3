import { z } from "zod"

export const taskRefSchema = z.object({
  no: z.number().int(),
  key: z.string(),
  title: z.string().nullable(),
  split: z.string().nullable(),
  group: z.string().nullable(),
})
