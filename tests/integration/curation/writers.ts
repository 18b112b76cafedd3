import { createLabels as labelRoute } from "@/lib/contracts/labels"
import { newId } from "@/lib/db/new-id"
import { createRandom, type Random } from "@/lib/domain/random"
import { createLabels } from "@/lib/services/label/create"
import { deleteRun } from "@/lib/services/run/delete"
import type { TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeExperiment, makeRun, sendEpisodes } from "@/tests/factories/run"

const SCORES = [null, 0, 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 1]
const STOPS = ["completed", "max_steps", "error", "unknown"]
const VERDICTS = ["good", "bad", "unsure", null]

/** Everybody who changes the episodes of one experiment. */
export class Writers {
  readonly experimentId: string
  runIds: string[] = []
  private readonly store: TestStore
  private readonly labelerId: string
  private readonly random: Random

  private constructor(store: TestStore, experimentId: string, labelerId: string, random: Random) {
    this.store = store
    this.experimentId = experimentId
    this.labelerId = labelerId
    this.random = random
  }

  static async open(store: TestStore, seed: number): Promise<Writers> {
    const experiment = await makeExperiment(store.as("editor"))
    const person = await createPerson(store.db, { role: "labeler" })
    return new Writers(store, experiment.id, person.id, createRandom(seed))
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.random() * values.length)] as Value
  }

  chance(share: number): boolean {
    return this.random() < share
  }

  async addRun(): Promise<void> {
    const run = await makeRun(this.store.as("editor"), { experimentId: this.experimentId })
    this.runIds.push(run.id)
  }

  async deleteFirstRun(): Promise<void> {
    const runId = this.runIds.shift() as string
    await deleteRun(this.store.as("editor"), { experimentId: this.experimentId, runId })
  }

  async ingest(): Promise<void> {
    const target = { experimentId: this.experimentId, id: this.pick(this.runIds) }
    const count = 3 + Math.floor(this.random() * 12)
    await sendEpisodes(
      this.store.as("editor"),
      target,
      Array.from({ length: count }, () => this.makeEpisode()),
    )
  }

  async label(): Promise<void> {
    const { rows } = await this.store.db.pool.query(
      `SELECT id FROM "Episode" WHERE "experimentId" = $1 ORDER BY random() LIMIT 4`,
      [this.experimentId],
    )
    if (rows.length === 0) return
    const episodeIds = rows.map(({ id }) => id)
    const said = { experimentId: this.experimentId, episodeIds, key: "verdict", value: this.pick(VERDICTS) }
    await createLabels(this.store.as("labeler", this.labelerId), labelRoute.input.parse(said))
  }

  /** Changes episodes before others write and read, and commits after them. */
  async judgeSlowly(meanwhile: () => Promise<unknown>): Promise<void> {
    const client = await this.store.db.pool.connect()
    try {
      await client.query("BEGIN")
      await client.query(
        `UPDATE "Episode" SET success = NOT success WHERE "experimentId" = $1 AND id IN (
           SELECT id FROM "Episode" WHERE "experimentId" = $1 ORDER BY random() LIMIT 5)`,
        [this.experimentId],
      )
      await meanwhile()
      await client.query("COMMIT")
    } finally {
      client.release()
    }
  }

  /** Few distinct values, so that ties, caps and duplicates happen all the time; ids before and after the known ones. */
  private makeEpisode() {
    const whole = (below: number) => Math.floor(this.random() * below)
    const early = `${whole(2 ** 32)
      .toString(16)
      .padStart(8, "0")}-0000-4000-8000-${newId().slice(24)}`
    const task = whole(6)
    return makeEpisodeInput({
      id: this.chance(0.3) ? early : newId(),
      externalId: newId(),
      taskKey: `task ${task}`,
      ...(task < 4 ? { taskGroup: `family ${task % 2}` } : {}),
      score: this.pick(SCORES),
      metrics: this.chance(0.5) ? { f1: this.pick([0, 0.2, 0.4, 1]) } : {},
      success: this.pick([true, false, null]),
      stopReason: this.pick(STOPS),
      costUsd: this.pick([null, 0, 0.001, 0.002]),
      latencyMs: this.pick([null, 0, 1, 3]),
      messages: [
        { role: "user", content: `Question ${whole(4)}?` },
        ...Array.from({ length: whole(3) }, () => ({ role: "user", content: "More." })),
        { role: "assistant", content: "An answer. ".repeat(1 + whole(3)) },
      ],
    })
  }
}
