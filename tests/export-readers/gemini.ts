import { z } from "zod"
import { type Event, type Reading, refuse, textEvent } from "@/tests/export-readers/reading"

/** A second opinion on Vertex AI tuning rows, written from its reference of Content, Part, Tool and Schema alone. */

const name = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$|^[a-zA-Z0-9_-]{1,64}$/)
const text = z.strictObject({ text: z.string().min(1) })
const functionCall = z.strictObject({
  functionCall: z.strictObject({ name, args: z.record(z.string(), z.unknown()) }),
})
const functionResponse = z.strictObject({
  functionResponse: z.strictObject({ name, response: z.strictObject({ content: z.string() }) }),
})
const schema: z.ZodType = z.lazy(() =>
  z.strictObject({
    type: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    default: z.unknown().optional(),
    example: z.unknown().optional(),
    nullable: z.boolean().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minProperties: z.number().optional(),
    maxProperties: z.number().optional(),
    required: z.array(z.string()).optional(),
    enum: z.array(z.string()).optional(),
    items: schema.optional(),
    properties: z.record(z.string(), schema).optional(),
    anyOf: z.array(schema).optional(),
  }),
)
const row = z.strictObject({
  systemInstruction: z.strictObject({ role: z.literal("system"), parts: z.array(text).length(1) }).optional(),
  contents: z
    .array(
      z.union([
        z.strictObject({ role: z.literal("user"), parts: z.array(z.union([text, functionResponse])).min(1) }),
        z.strictObject({ role: z.literal("model"), parts: z.array(z.union([text, functionCall])).min(1) }),
      ]),
    )
    .min(2),
  tools: z
    .array(
      z.strictObject({
        functionDeclarations: z
          .array(z.strictObject({ name, description: z.string().optional(), parameters: schema.optional() }))
          .min(1),
      }),
    )
    .length(1)
    .optional(),
})

type Part = z.infer<typeof row>["contents"][number]["parts"][number]

function eventOf(role: "user" | "model", part: Part): Event[] {
  if ("text" in part) return textEvent(role === "user" ? "user" : "assistant", part.text)
  if ("functionCall" in part) return [{ call: part.functionCall.name, arguments: part.functionCall.args }]
  return textEvent("tool", part.functionResponse.response.content)
}

export function readGemini(line: unknown): Reading {
  const { systemInstruction, contents, tools } = row.parse(line)
  let open = ""
  for (const [index, { role, parts }] of contents.entries()) {
    if (role !== (index % 2 === 0 ? "user" : "model")) refuse("user and model do not take turns")
    const answered = parts.flatMap((part) => ("functionResponse" in part ? [part.functionResponse.name] : []))
    const called = parts.flatMap((part) => ("functionCall" in part ? [part.functionCall.name] : []))
    if (role === "user" && answered.sort().join() !== open) refuse("responses do not match calls")
    open = called.sort().join()
  }
  if (contents.at(-1)?.role !== "model") refuse("the last content is not the model's")
  const names = (tools?.[0]?.functionDeclarations ?? []).map((tool) => tool.name)
  const said = contents.flatMap(({ role, parts }) => parts.flatMap((part) => eventOf(role, part)))
  const told = (systemInstruction?.parts ?? []).flatMap((part) => textEvent("system", part.text))
  return { events: [...told, ...said], tools: names, trainedReplies: null }
}
