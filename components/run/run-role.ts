import type { RunRole } from "@/lib/contracts/runs"

export const ROLE_WORDS: Record<RunRole, string> = {
  teacher: "Teacher",
  student: "Student",
  baseline: "Baseline",
}

export const ROLE_OPTIONS = [
  { value: "teacher", label: "Teacher: its good episodes are training data" },
  { value: "student", label: "Student: learns from a teacher" },
  { value: "baseline", label: "Baseline: the bar to beat" },
] as const satisfies readonly { value: RunRole; label: string }[]
