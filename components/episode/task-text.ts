import { showHidden } from "@/components/transcript/visible-text"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { taskQuestion } from "@/lib/domain/task-question"

type TaskTold = Pick<EpisodeDetail, "task" | "taskData">

/** What the task asks, whole and with its invisible characters shown. Null when nothing says. */
export function taskText({ task, taskData }: TaskTold): string | null {
  const question = taskQuestion(task.title, taskData)
  return question === null ? null : showHidden(question)
}
