import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import type { Context } from "@/lib/db/context"

interface Pair {
  experimentId: string
  teacherRunId: string
  studentRunId: string
}

/** The announced ends of the student, of the model it was tuned from, and of the teacher; soonest first. */
export async function listSunsets(
  ctx: Context,
  { experimentId, teacherRunId, studentRunId }: Pair,
): Promise<BreakEvenAnswer["sunsets"]> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [teacherRunId, studentRunId] } },
    select: {
      id: true,
      model: {
        select: {
          name: true,
          baseModel: true,
          sunsetAt: true,
          trainedBy: { select: { baseModel: true } },
        },
      },
    },
  })
  const student = runs.find(({ id }) => id === studentRunId)?.model
  const teacher = runs.find(({ id }) => id === teacherRunId)?.model
  const baseName = student?.baseModel ?? student?.trainedBy?.baseModel
  const base = baseName
    ? await ctx.db.prisma.model.findUnique({
        where: { name: baseName },
        select: { name: true, sunsetAt: true },
      })
    : null
  const all = [
    { role: "student" as const, model: student },
    { role: "base" as const, model: base },
    { role: "teacher" as const, model: teacher },
  ]
  return all
    .flatMap(({ role, model }) =>
      model?.sunsetAt ? [{ role, name: model.name, date: model.sunsetAt.toISOString().slice(0, 10) }] : [],
    )
    .sort((a, b) => a.date.localeCompare(b.date) || a.role.localeCompare(b.role))
}
