import { findBestRun } from "@/components/run/best-run"
import type { RunRecord } from "@/lib/contracts/runs"

/**
 * The run a student is held against: its own teacher's, on as many tasks as the student where there is one; without a known
 * lineage the best teacher of the experiment.
 */
export function teacherOf(run: RunRecord, runs: readonly RunRecord[]): RunRecord | null {
  if (run.role !== "student") return null
  const source = runs.find(({ id }) => run.model.trainedBy?.runIds.includes(id))
  if (!source) return findBestRun(runs, "teacher")
  const ofTeacher = runs.filter(({ role, model }) => role === "teacher" && model.id === source.model.id)
  return ofTeacher.find(({ statistics }) => statistics.tasks === run.statistics.tasks) ?? source
}
