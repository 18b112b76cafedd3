import { formatTimes } from "@/components/format/ratio"

export interface LineagePoint {
  id: string
  teacherId?: string | null
  cost: number
  quality: number
}

export interface ChosenArrow {
  from: string
  to: string
  label: string
}

/**
 * At most three arrows, teacher to student: the selected pair, the student that saves most, and the one that keeps most
 * quality. `cheaper` is written once or where it is not obvious; a student that costs more says so.
 */
export function chooseArrows(
  points: readonly LineagePoint[],
  selectedId?: string | null,
  most = 3,
): ChosenArrow[] {
  const byId = new Map(points.map((point) => [point.id, point]))
  const students = points.filter((point) => point.teacherId && byId.has(point.teacherId) && point.cost > 0)
  const saving = (student: LineagePoint) => (byId.get(student.teacherId ?? "")?.cost ?? 0) / student.cost
  const cheapest = students.toSorted((a, b) => saving(b) - saving(a))
  const best = students.toSorted((a, b) => b.quality - a.quality)
  const selected = students.filter((student) => student.id === selectedId)
  const chosen = [...new Set([...selected, best[0], cheapest[0], ...cheapest])].filter(
    (point) => point !== undefined,
  )
  return chosen.slice(0, most).map((student) => ({
    from: student.teacherId ?? "",
    to: student.id,
    label: savingLabel(saving(student)),
  }))
}

function savingLabel(times: number): string {
  return times >= 1 ? `${formatTimes(times)} cheaper` : `${formatTimes(1 / times)} dearer`
}
