import { z } from "zod"
import { ERROR_CODES } from "@/lib/domain/errors"

/** RFC 9457 problem details, with our stable `code` and the fields that were wrong. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  requestId: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
})

export type Problem = z.infer<typeof problemSchema>
