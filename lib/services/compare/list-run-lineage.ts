import type { ComparedRun } from "@/lib/contracts/compare"
import type { Context } from "@/lib/db/context"

type RunLineage = Pick<ComparedRun, "id" | "name" | "model" | "role" | "teacherRunId" | "planned">

const selection = {
  id: true,
  name: true,
  role: true,
  evaluation: { select: { planned: true } },
  model: {
    select: {
      id: true,
      name: true,
      provider: true,
      trainedBy: { select: { dataset: { select: { recipe: { select: { runIds: true } } } } } },
    },
  },
} as const

/** The runs in the order given, each with the compared run whose episodes trained its model. */
export async function listRunLineage(
  ctx: Context,
  experimentId: string,
  runIds: readonly string[],
): Promise<RunLineage[]> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [...runIds] } },
    select: selection,
  })
  const byId = new Map(runs.map((run) => [run.id, run]))
  return runIds.flatMap((runId) => {
    const run = byId.get(runId)
    if (!run) return []
    const sources = run.model.trainedBy?.dataset.recipe.runIds ?? []
    const teachers = runs.filter((other) => sources.includes(other.id))
    const teacher = teachers[0]
    const { id, name, role, model, evaluation } = run
    return [
      {
        id,
        name,
        role,
        model: { id: model.id, name: model.name, provider: model.provider },
        teacherRunId: teacher?.id ?? null,
        planned: evaluation?.planned ?? null,
      },
    ]
  })
}
