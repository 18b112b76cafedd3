import { parquetReadObjects } from "hyparquet"
import { z } from "zod"
import type { Event } from "@/tests/export-readers/reading"
import { textEvent } from "@/tests/export-readers/reading"

const jsonText = z.string().transform((text): unknown => JSON.parse(text))
const message = z.looseObject({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string().nullable(),
  tool_calls: z
    .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
    .optional(),
})
const row = z.strictObject({
  episode_id: z.string(),
  last_step: z.int(),
  task: z.string().nullable(),
  run: z.string().nullable(),
  model: z.string().nullable(),
  split: z.enum(["train", "validation", "test"]).nullable(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  label: z.enum(["good", "unsure", "bad"]).nullable(),
  weight: z.number(),
  metrics: jsonText.pipe(z.record(z.string(), z.number())),
  messages: jsonText.pipe(z.array(message)),
  trained: jsonText.pipe(z.array(z.boolean())),
  tools: jsonText.pipe(z.array(z.object({ function: z.looseObject({ name: z.string() }) }))),
  tokens: z.int(),
  trained_tokens: z.int(),
})

export type ParquetRow = z.infer<typeof row>

/** The rows of a Parquet file, by a library that did not write it. */
export async function readParquet(bytes: Uint8Array): Promise<ParquetRow[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  return z.array(row).parse(await parquetReadObjects({ file }))
}

export function eventsOfParquet({ messages }: ParquetRow): Event[] {
  return messages.flatMap(({ role, content, tool_calls: calls }) => [
    ...(content === null ? [] : textEvent(role, content)),
    ...(calls ?? []).map((call) => ({
      call: call.function.name,
      arguments: JSON.parse(call.function.arguments) as unknown,
    })),
  ])
}
