import type { Context } from "@/lib/db/context"
import { judgeTitle } from "@/lib/services/judge/present-judge"

async function readJudgeNames(ctx: Context, runIds: readonly string[]): Promise<[string, string][]> {
  if (runIds.length === 0) return []
  const runs = await ctx.db.prisma.judgeRun.findMany({
    where: { id: { in: [...runIds] } },
    select: { id: true, judge: { select: { name: true, version: true, model: { select: { name: true } } } } },
  })
  return runs.map(({ id, judge }) => [id, `${judgeTitle(judge)} (${judge.model.name})`])
}

/** Names behind labels by author id: people, and judges by the run that spoke. */
export async function readAuthorNames(
  ctx: Context,
  labels: readonly { authorId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(labels.flatMap(({ authorId }) => authorId ?? []))]
  if (ids.length === 0) return new Map()
  const users = await ctx.db.prisma.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  const others = ids.filter((id) => !names.has(id))
  return new Map([...names, ...(await readJudgeNames(ctx, others))])
}
