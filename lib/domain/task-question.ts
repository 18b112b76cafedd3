/** What a task asks, whole: titles are cut on import, the task's own data is not. Null when nothing says. */
export function taskQuestion(title: string | null, data: unknown): string | null {
  if (title === null) return null
  const texts: unknown[] = typeof data === "object" && data !== null ? Object.values(data) : []
  return texts.find((text): text is string => typeof text === "string" && text.startsWith(title)) ?? title
}
