import { expect, test } from "vitest"
import { teacherOf } from "@/components/run/teacher-of"
import type { RunRecord } from "@/lib/contracts/runs"

function run(
  id: string,
  role: string,
  model: string,
  tasks: number,
  low: number,
  taughtBy?: string,
): RunRecord {
  const trainedBy = taughtBy ? { runIds: [taughtBy] } : null
  const statistics = { tasks, successRate: { low } }
  return { id, role, model: { id: model, trainedBy }, statistics } as unknown as RunRecord
}

const runs = [
  run("strong", "teacher", "strong", 2000, 0.8),
  run("medium", "teacher", "medium", 2000, 0.6),
  run("medium held out", "teacher", "medium", 600, 0.6),
]

test("holds a student against the model that taught it, on as many tasks, even where another teacher is better", () => {
  const student = run("student", "student", "s", 600, 0.9, "medium")
  expect(teacherOf(student, [...runs, student])?.id).toBe("medium held out")
})

test("falls back to the run that taught it, then to the best teacher", () => {
  const elsewhere = run("student", "student", "s", 50, 0.9, "medium")
  expect(teacherOf(elsewhere, runs)?.id).toBe("medium")
  expect(teacherOf(run("imported", "student", "i", 50, 0.9), runs)?.id).toBe("strong")
  expect(teacherOf(runs[0]!, runs)).toBeNull()
})
