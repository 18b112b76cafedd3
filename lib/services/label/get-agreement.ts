import type { z } from "zod"
import type { AgreementReport, getAgreement as route } from "@/lib/contracts/agreement"
import { type RatingRow, readRatings } from "@/lib/db/agreement.sql"
import type { Context } from "@/lib/db/context"
import { NEWEST_FIRST } from "@/lib/db/created-page"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { rankingQuality } from "@/lib/domain/curation/evidence-auc"
import { VERDICTS } from "@/lib/domain/label"
import { agreementOverTime, comparePairs, labelAgreement } from "@/lib/domain/label-agreement"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { judgeTitle } from "@/lib/services/judge/present-judge"
import { JUDGE_INCLUDE } from "@/lib/services/judge/require-judge"
import { readAuthorNames } from "@/lib/services/label/author-names"
import { decidedRatings, pairWithPeople } from "@/lib/services/label/decided-ratings"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"
import { requireQueue } from "@/lib/services/queue/require-queue"

type Input = z.output<(typeof route)["input"]>

async function readStanding(ctx: Context, { experimentId, queueId }: Input): Promise<RatingRow[]> {
  const where = episodeConditions(experimentId, {})
  if (queueId !== undefined) {
    await requireQueue(ctx, experimentId, queueId)
    where.add(
      `e.id IN (SELECT "episodeId" FROM "QueueItem" WHERE "experimentId" = ? AND "queueId" = ? AND gold IS NULL)`,
      experimentId,
      queueId,
    )
  }
  await addShownOnly(ctx, experimentId, where)
  return readRatings(ctx.db.pool, where)
}

/** Every judge with an episode that people judged too, most in common first. */
async function againstJudges(
  ctx: Context,
  experimentId: string,
  rows: readonly RatingRow[],
  people: ReadonlyMap<string, RatingRow>,
): Promise<AgreementReport["judges"]> {
  const judged = rows.filter(({ source }) => source === "judge")
  if (judged.length === 0) return []
  const judges = await ctx.db.prisma.judge.findMany({
    where: { experimentId },
    include: { ...JUDGE_INCLUDE, runs: { where: { trusted: true }, select: { id: true } } },
    orderBy: NEWEST_FIRST,
  })
  return judges
    .flatMap((judge) => {
      const runs = new Set(judge.runs.map(({ id }) => id))
      const both = pairWithPeople(
        judged.filter(({ authorId }) => runs.has(authorId ?? "")),
        people,
      )
      if (both.length === 0) return []
      const { id: judgeId, allowed, model } = judge
      return [{ judgeId, name: judgeTitle(judge), modelName: model.name, allowed, ...comparePairs(both) }]
    })
    .sort((left, right) => right.kappa.n - left.kappa.n)
}

function againstScore(people: ReadonlyMap<string, RatingRow>): AgreementReport["score"] {
  const rows = [...people.values()]
  const scored = rows.flatMap(({ score, verdict }) =>
    score === null || verdict === "unsure"
      ? []
      : [{ value: score, good: verdict === "good", weight: 1, open: 1 }],
  )
  return {
    verdicts: VERDICTS.map((verdict) => {
      const of = rows.filter((row) => row.verdict === verdict)
      const scores = of.flatMap(({ score }) => score ?? [])
      return {
        episodes: of.length,
        judged: of.filter(({ success }) => success !== null).length,
        successes: of.filter(({ success }) => success).length,
        meanScore: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      }
    }),
    ranking: rankingQuality(scored),
  }
}

/** Agreement over the standing verdicts on whole episodes. @throws AppError NOT_FOUND */
export async function getAgreement(ctx: Context, input: Input): Promise<AgreementReport> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const rows = await readStanding(ctx, input)
  const human = rows.filter(({ source }) => source === "human")
  const ratings = human.flatMap(({ episodeId, authorId, adjudicated, verdict, createdAt }) =>
    adjudicated || authorId === null ? [] : [{ episodeId, raterId: authorId, verdict, at: +createdAt }],
  )
  const { episodes, nominal, ordinal, fleiss, pairs } = labelAgreement(ratings)
  const ids = pairs.flatMap(({ leftId, rightId }) => [{ authorId: leftId }, { authorId: rightId }])
  const names = await readAuthorNames(ctx, ids)
  const nameOf = (id: string) => names.get(id) ?? "somebody who left"
  const current = decidedRatings(human)
  return {
    ratings: ratings.length,
    people: new Set(ratings.map(({ raterId }) => raterId)).size,
    episodes,
    alpha: { nominal, ordinal },
    fleiss,
    pairs: pairs.map((pair) => ({ ...pair, left: nameOf(pair.leftId), right: nameOf(pair.rightId) })),
    judges: await againstJudges(ctx, input.experimentId, rows, current),
    score: againstScore(current),
    periods: agreementOverTime(ratings).map(({ from, to, ...period }) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      ...period,
    })),
  }
}
