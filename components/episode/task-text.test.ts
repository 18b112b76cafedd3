import { expect, it } from "vitest"
import { taskText } from "@/components/episode/task-text"

const task = { no: 1, key: "7", title: "Cancel the", split: null, group: null }

it("prefers the whole text of the task to its cut title", () => {
  expect(taskText({ task, taskData: { user: "Ada", instruction: "Cancel the flight." } })).toBe(
    "Cancel the flight.",
  )
  expect(taskText({ task, taskData: { question: "Something else" } })).toBe("Cancel the")
  expect(taskText({ task, taskData: null })).toBe("Cancel the")
  expect(taskText({ task: { ...task, title: null }, taskData: "x" })).toBeNull()
})
