import type { StepRow } from "@/lib/db/step.sql"
import type { AssistantMessage, Message } from "@/lib/domain/message"
import { escapeHtml } from "@/lib/services/episode/page/escape"

const WHO = { system: "System", user: "User", assistant: "Assistant", tool: "Result" } as const

/** A longer system prompt or result is folded. */
const FOLD_CHARS = 2_000

/** One step as HTML: all of its text, none of it interpreted. */
export function stepHtml({ idx, text, isError }: StepRow): string {
  const message = JSON.parse(text) as Message
  const who = message.role === "tool" && message.name ? `Result of ${message.name}` : WHO[message.role]
  const body = message.role === "assistant" ? replyHtml(message) : textHtml(message.content, message.role)
  return `<section id="step-${idx}"><span class="no">${idx}</span><div><span class="who${
    isError ? " bad" : ""
  }">${escapeHtml(who)}${isError ? " · failed" : ""}</span>${body}</div></section>\n`
}

function replyHtml({ reasoning, content, tool_calls: calls = [] }: AssistantMessage): string {
  const thought = reasoning ? fold(`Reasoning, ${reasoning.length} characters`, pre(reasoning)) : ""
  const words = content?.trim() ? pre(content) : ""
  const called = calls.map(({ function: { name, arguments: text } }) => pre(`${name}(${text})`, "code"))
  return thought + words + called.join("")
}

function textHtml(content: string, role: "system" | "user" | "tool"): string {
  const html = pre(content, role === "tool" ? "code" : undefined)
  const isLong = content.length > FOLD_CHARS && role !== "user"
  return isLong || role === "system" ? fold(`${content.length} characters`, html) : html
}

function pre(text: string, className?: "code"): string {
  return `<pre${className ? ` class="${className}"` : ""}>\n${escapeHtml(text)}</pre>`
}

function fold(summary: string, html: string): string {
  return `<details><summary>${summary}</summary>${html}</details>`
}
