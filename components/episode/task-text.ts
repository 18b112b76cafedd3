import { showHidden } from "@/components/transcript/visible-text"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

type TaskTold = Pick<EpisodeDetail, "task" | "taskData">

/** What the task asks, whole: titles are cut on import, the task's own data is not. Null when nothing says. */
export function taskText({ task, taskData }: TaskTold): string | null {
  const { title } = task
  if (title === null) return null
  const texts = typeof taskData === "object" && taskData !== null ? Object.values(taskData) : []
  const whole = texts.find((text): text is string => typeof text === "string" && text.startsWith(title))
  return showHidden(whole ?? title)
}
