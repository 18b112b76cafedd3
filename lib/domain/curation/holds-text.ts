import { foldCase } from "@/lib/domain/curation/rule"
import type { Message } from "@/lib/domain/message"

/** Whether any text of a message holds what is sought (folded): its content, its reasoning, names and arguments of its calls. */
export function holdsText(message: Message, folded: string): boolean {
  return textsOf(message).some((text) => foldCase(text).includes(folded))
}

function textsOf(message: Message): string[] {
  if (message.role !== "assistant") return [message.content]
  const calls = (message.tool_calls ?? []).flatMap(({ function: { name, arguments: text } }) => [name, text])
  return [message.content ?? "", message.reasoning ?? "", ...calls]
}
