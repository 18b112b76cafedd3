import { z } from "zod"
import { parseAction } from "@/lib/providers/embedded/transcript"
import { SPAN_KINDS } from "./span"

/** A tool with one text argument, and what its argument was copied from in training. */
export const callShapeSchema = z.object({
  tool: z.string(),
  argument: z.string(),
  kinds: z.array(z.enum(SPAN_KINDS)),
})

export type CallShape = z.infer<typeof callShapeSchema>

export interface TextCall {
  tool: string
  argument: string
  text: string
}

/** Null for a call that does not have exactly one argument, a text. */
export function readTextCall(action: string): TextCall | null {
  const { name, arguments: json } = parseAction(action)
  const [given, ...others] = Object.entries(JSON.parse(json) as Record<string, unknown>)
  if (!given || others.length > 0 || typeof given[1] !== "string") return null
  return { tool: name, argument: given[0], text: given[1] }
}

/** Canonical text of a call, as `readAction` gives it. */
export function writeTextCall({ tool, argument, text }: TextCall): string {
  return `${tool} ${JSON.stringify({ [argument]: text })}`
}
