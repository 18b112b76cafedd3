import type { Database } from "@/lib/db/client"
import { getEnv } from "@/lib/env"
import { type KillPoint, KillPoints } from "@/tests/integration/distill/kill-point"
import { waitUntil } from "@/tests/integration/distill/wait-until"
import { WorkerProcess } from "@/tests/integration/distill/worker-process"

export interface Kill {
  point: string
  /** From the end of the killed process to the next taking up its work, start of the process included. */
  resumedAfterMs: number
}

/** When the first job was taken after `since` (both epoch milliseconds). */
function waitUntilTaken(db: Database, since: number, signal: AbortSignal): Promise<number> {
  return waitUntil(async () => {
    const { rows } = await db.pool.query(
      `SELECT min(extract(epoch FROM started_on) * 1000)::float8 AS at FROM pgboss.job
        WHERE started_on > to_timestamp($1::float8 / 1000)`,
      [since],
    )
    return rows[0]?.at ?? null
  }, signal)
}

/** A worker that is killed at each of some points in turn and started again each time. */
export class Killer implements AsyncDisposable {
  readonly kills: Kill[] = []
  /** Aborts at the time limit, or when a worker ends unasked. */
  readonly signal: AbortSignal
  readonly #db: Database
  readonly #points: readonly KillPoint[]
  readonly #killPoints: KillPoints
  readonly #crash = new AbortController()
  #worker: WorkerProcess
  #struck = 0

  private constructor(db: Database, points: readonly KillPoint[], killPoints: KillPoints, limitMs: number) {
    this.#db = db
    this.#points = points
    this.#killPoints = killPoints
    this.signal = AbortSignal.any([this.#crash.signal, AbortSignal.timeout(limitMs)])
    this.#worker = this.#startWorker()
  }

  static async start(db: Database, points: readonly KillPoint[], limitMs: number): Promise<Killer> {
    const killPoints = await KillPoints.open(db.url)
    if (points[0]) await killPoints.arm(points[0])
    return new Killer(db, points, killPoints, limitMs)
  }

  /** Does `work` and strikes at every point meanwhile. @throws with the worker's last words when that does not end. */
  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const [result] = await Promise.all([this.#watch(work(this.signal)), this.#strikeAll()])
      return result
    } catch (cause) {
      throw new Error(`it did not come to an end; the worker's log ends with\n${this.#worker.log}`, { cause })
    }
  }

  /** Asks the last worker to end; answers its exit code. */
  stop(): Promise<number | null> {
    return this.#worker.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.kill()
    await this.#killPoints.close()
  }

  /** Work that ends before the last strike has missed a point: waiting for it is of no use. */
  async #watch<T>(work: Promise<T>): Promise<T> {
    const result = await work
    if (this.#struck < this.#points.length) this.#crash.abort()
    return result
  }

  async #strikeAll(): Promise<void> {
    for (const [number, point] of this.#points.entries()) {
      const next = this.#points[number + 1]
      await this.#killPoints.strike(point, () => this.#worker.kill(), this.signal)
      const killedAt = Date.now()
      this.#struck += 1
      if (next) await this.#killPoints.arm(next)
      this.#worker = this.#startWorker()
      const takenAt = await waitUntilTaken(this.#db, killedAt, this.signal)
      this.kills.push({ point: point.name, resumedAfterMs: Math.round(takenAt - killedAt) })
    }
  }

  #startWorker(): WorkerProcess {
    return new WorkerProcess(this.#db.url, getEnv().home, () => this.#crash.abort())
  }
}
