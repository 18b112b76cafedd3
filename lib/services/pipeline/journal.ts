import type { StageName, StageRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import type { Pipeline, Prisma } from "@/lib/db/generated/client"
import { presentPipeline } from "@/lib/services/pipeline/present-pipeline"

/** Writes how far a pipeline is: its stages and its log. Only the worker that holds the pipeline's lock has one. */
export class Journal {
  readonly #ctx: Context
  readonly #key: { experimentId: string; id: string }
  readonly #stages: StageRecord[]
  #seq: number

  private constructor(ctx: Context, row: Pipeline, stages: StageRecord[], seq: number) {
    this.#ctx = ctx
    this.#key = { experimentId: row.experimentId, id: row.id }
    this.#stages = stages
    this.#seq = seq
  }

  static async open(ctx: Context, row: Pipeline): Promise<Journal> {
    const { stages } = await presentPipeline(ctx, row)
    const last = await ctx.db.prisma.pipelineLog.aggregate({
      where: { experimentId: row.experimentId, pipelineId: row.id },
      _max: { seq: true },
    })
    return new Journal(ctx, row, stages, last._max.seq ?? 0)
  }

  isDone(name: StageName): boolean {
    return this.#stage(name).status === "done"
  }

  isRunning(name: StageName): boolean {
    return this.#stage(name).status === "running"
  }

  start(name: StageName): Promise<void> {
    const before = this.#stage(name)
    // After a crash it goes on where it stood; after a failure or a cancel it begins anew.
    const resumes = before.status === "running" && before.startedAt !== null
    const startedAt = resumes ? before.startedAt : this.#ctx.now().toISOString()
    return this.#update(name, { status: "running", startedAt, finishedAt: null, error: null })
  }

  progress(name: StageName, progress: number | null, note: string): Promise<void> {
    return this.#update(name, { progress, note })
  }

  async finish(name: StageName, note: string): Promise<void> {
    const finishedAt = this.#ctx.now().toISOString()
    await this.#close(name, { status: "done", progress: 1, note, finishedAt }, "info", note)
  }

  async end(name: StageName, status: "failed" | "cancelled", error: string): Promise<void> {
    const finishedAt = this.#ctx.now().toISOString()
    await this.#close(name, { status, error, finishedAt }, status === "failed" ? "error" : "info", error)
  }

  /** The end of a stage and its line in the log, both or neither. */
  async #close(
    stage: StageName,
    change: Partial<StageRecord>,
    level: "info" | "error",
    message: string,
  ): Promise<void> {
    this.#seq += 1
    const { experimentId, id: pipelineId } = this.#key
    const line = { experimentId, pipelineId, seq: this.#seq, stage, level, message }
    await this.#ctx.db.prisma.$transaction([
      this.#write(stage, change),
      this.#ctx.db.prisma.pipelineLog.create({ data: { ...line, createdAt: this.#ctx.now() } }),
    ])
  }

  #stage(name: StageName): StageRecord {
    const stage = this.#stages.find((candidate) => candidate.name === name)
    if (!stage) throw new RangeError(`a pipeline has no stage ${name}`)
    return stage
  }

  async #update(name: StageName, change: Partial<StageRecord>): Promise<void> {
    await this.#write(name, change)
  }

  #write(name: StageName, change: Partial<StageRecord>) {
    Object.assign(this.#stage(name), change)
    return this.#ctx.db.prisma.pipeline.update({
      where: { experimentId_id: this.#key },
      data: { stages: this.#stages as unknown as Prisma.InputJsonArray },
    })
  }
}
