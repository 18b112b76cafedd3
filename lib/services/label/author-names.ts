import type { Context } from "@/lib/db/context"

/** Names of the people behind labels, by user id. */
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
  return new Map(users.map(({ id, name }) => [id, name]))
}
