import { showHidden } from "@/lib/domain/show-hidden"

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Text as HTML that shows it and does nothing else; characters that would disguise it become visible. */
export function escapeHtml(text: string): string {
  return showHidden(text.toWellFormed()).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")
}
