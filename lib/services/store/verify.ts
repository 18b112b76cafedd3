import type { PoolClient } from "pg"
import type { VerifyLine, VerifyPart } from "@/lib/contracts/verification"
import type { Context } from "@/lib/db/context"
import { readLabelHistory } from "@/lib/db/label.sql"
import { readRunRollup } from "@/lib/db/run-rollup.sql"
import { countRunTools, readRunTools } from "@/lib/db/run-tool.sql"
import {
  countStraySteps,
  eachStep,
  listExperimentsToVerify,
  listRunIds,
  readEpisodesToVerify,
  readSearchCoverage,
  type StepRange,
  type VerifiedEpisode,
} from "@/lib/db/verify.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { addToRollup, emptyRollup, findRollupDifferences, type RunRollup } from "@/lib/domain/run-rollup"
import { compareLabels } from "@/lib/services/store/compare-labels"
import type { Difference } from "@/lib/services/store/difference"
import { EpisodeCheck } from "@/lib/services/store/episode-check"

const PAGE = 500
/** A store that is wrong everywhere is told so a hundred times a part; the counts are always whole. */
const LISTED = 100

class Verification {
  private readonly client: PoolClient
  private readonly counts = new Map<VerifyPart, number>()
  private episodes = 0
  private steps = 0
  private unindexed = 0

  constructor(client: PoolClient) {
    this.client = client
  }

  private *report(experimentId: string, found: readonly Difference[]): Generator<VerifyLine> {
    for (const difference of found) {
      const count = (this.counts.get(difference.part) ?? 0) + 1
      this.counts.set(difference.part, count)
      if (count <= LISTED) yield { type: "difference", experimentId, ...difference }
    }
  }

  /** Steps between two episode ids against the episodes there: what is missing, too much, or not as it was written. */
  private async checkSteps(
    experimentId: string,
    page: readonly VerifiedEpisode[],
    range: StepRange,
  ): Promise<Difference[]> {
    const found: Difference[] = []
    const checks = new Map(page.map((episode) => [episode.id, new EpisodeCheck(episode)]))
    const orphans = new Map<string, number>()
    await eachStep(this.client, experimentId, range, (step) => {
      this.steps += 1
      const check = checks.get(step.episodeId)
      if (check) check.add(step)
      else orphans.set(step.episodeId, (orphans.get(step.episodeId) ?? 0) + 1)
    })
    for (const check of checks.values()) found.push(...check.finish())
    for (const [id, count] of orphans)
      found.push({ part: "steps", id, message: `${count} steps of no episode` })
    return found
  }

  private async checkLabels(experimentId: string, page: readonly VerifiedEpisode[]): Promise<Difference[]> {
    const ids = page.map(({ id }) => id)
    const history = Map.groupBy(
      await readLabelHistory(this.client, experimentId, ids),
      ({ episodeId }) => episodeId,
    )
    return page.flatMap((episode) => compareLabels(episode, history.get(episode.id) ?? []))
  }

  private async checkSearch(experimentId: string, page: readonly VerifiedEpisode[]): Promise<Difference[]> {
    const ids = page.map(({ id }) => id)
    const found: Difference[] = []
    for (const { id, stepCount, first, covered, end, isDue } of await readSearchCoverage(
      this.client,
      experimentId,
      ids,
    )) {
      if (first !== 0 || covered !== end || end > stepCount) {
        found.push({ part: "search", id, message: "its search parts do not follow each other" })
      } else if (end < stepCount && isDue) {
        found.push({ part: "search", id, message: `its search parts end at step ${end} of ${stepCount}` })
      } else if (end < stepCount) this.unindexed += 1
    }
    return found
  }

  private async checkRollups(
    experimentId: string,
    added: ReadonlyMap<string, RunRollup>,
  ): Promise<Difference[]> {
    const found: Difference[] = []
    for (const id of await listRunIds(this.client, experimentId)) {
      const stored = (await readRunRollup(this.client, experimentId, id)) ?? emptyRollup()
      for (const message of findRollupDifferences(stored, added.get(id) ?? emptyRollup())) {
        found.push({ part: "rollups", id, message })
      }
      const key = { experimentId, runId: id }
      const [tools, counted] = [
        await readRunTools({ pool: this.client }, key),
        await countRunTools(this.client, key),
      ]
      if (JSON.stringify(tools) !== JSON.stringify(counted)) {
        found.push({ part: "rollups", id, message: "the use of its tools is not that of its steps" })
      }
    }
    return found
  }

  async *checkExperiment(experimentId: string): AsyncGenerator<VerifyLine> {
    const rollups = new Map<string, RunRollup>()
    for (let after: string | null = null; ; ) {
      const page = await readEpisodesToVerify(this.client, experimentId, { after, limit: PAGE })
      const isLast = page.length < PAGE
      const upTo = isLast ? null : (page.at(-1)?.id ?? null)
      for (const episode of page) {
        const rollup = rollups.get(episode.runId) ?? emptyRollup()
        rollups.set(episode.runId, rollup)
        addToRollup(rollup, episode)
      }
      yield* this.report(experimentId, await this.checkSteps(experimentId, page, { after, upTo }))
      yield* this.report(experimentId, await this.checkLabels(experimentId, page))
      yield* this.report(experimentId, await this.checkSearch(experimentId, page))
      this.episodes += page.length
      yield { type: "progress", episodes: this.episodes, steps: this.steps }
      if (isLast) break
      after = upTo
    }
    yield* this.report(experimentId, await this.checkRollups(experimentId, rollups))
  }

  async *checkStraySteps(): AsyncGenerator<VerifyLine> {
    for (const { id, count } of await countStraySteps(this.client)) {
      yield* this.report(id, [
        { part: "steps", id, message: `${count} steps of an experiment that is not there` },
      ])
    }
  }

  finish(): VerifyLine {
    const { episodes, steps, unindexed, counts } = this
    const of = (part: VerifyPart) => counts.get(part) ?? 0
    return {
      type: "done",
      episodes,
      steps,
      unindexed,
      differences: {
        rollups: of("rollups"),
        steps: of("steps"),
        hashes: of("hashes"),
        labels: of("labels"),
        references: of("references"),
        search: of("search"),
      },
    }
  }
}

async function* verify(client: PoolClient, experimentId: string | null): AsyncGenerator<VerifyLine> {
  const verification = new Verification(client)
  const experiments = await listExperimentsToVerify(client, experimentId)
  if (experimentId !== null && experiments.length === 0) {
    throw new AppError("NOT_FOUND", "There is no such experiment.")
  }
  for (const { id, name } of experiments) {
    yield { type: "experiment", id, name }
    yield* verification.checkExperiment(id)
  }
  if (experimentId === null) yield* verification.checkStraySteps()
  yield verification.finish()
}

/**
 * Computes again what the store keeps twice, as of one moment and with one page of episodes in memory: roll-ups from episodes,
 * episodes from steps, current labels from their history. Yields differences as it finds them.
 * @throws AppError NOT_FOUND
 */
export async function* verifyStore(
  ctx: Context,
  input: { experimentId?: string },
): AsyncGenerator<VerifyLine> {
  requirePermission(ctx.actor, "workspace.manage")
  const client = await ctx.db.pool.connect()
  let completed = false
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    yield* verify(client, input.experimentId ?? null)
    await client.query("COMMIT")
    completed = true
  } finally {
    // Whoever stops listening leaves a connection in the middle of something.
    client.release(!completed)
  }
}
