import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"

/**
 * A place in the worker's writes. `before`: the write is held and, with the process gone, undone. `after`: the write has been
 * committed and the process is killed at whatever it does next.
 */
export interface KillPoint {
  name: string
  moment: "before" | "after"
  on: "INSERT" | "UPDATE"
  table: string
  /** SQL over NEW and, for updates, OLD. */
  when: string
}

const LOCK = 4711
const POLL_MS = 10

/** The backend that waits in a held write; null while there is none. */
async function findHeld(client: Client): Promise<number | null> {
  const { rows } = await client.query(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  return rows[0]?.pid ?? null
}

async function createFunctions(client: Client): Promise<void> {
  await client.query(`
    CREATE FUNCTION kill_point_hold() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); RETURN NEW; END';
    CREATE FUNCTION kill_point_tell() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_notify(''kill_point'', TG_NAME); RETURN NULL; END'`)
}

/** Waits for places in the writes of other processes, with triggers: nothing of the product knows of them. */
export class KillPoints {
  readonly #client: Client
  #told = Promise.withResolvers<void>()

  private constructor(client: Client) {
    this.#client = client
    client.on("notification", () => this.#told.resolve())
  }

  static async open(url: string): Promise<KillPoints> {
    const client = new Client({ connectionString: url })
    await client.connect()
    await createFunctions(client)
    await client.query(`SELECT pg_advisory_lock(${LOCK})`)
    await client.query("LISTEN kill_point")
    return new KillPoints(client)
  }

  close(): Promise<void> {
    return this.#client.end()
  }

  /** To be called before the process starts that shall be killed there. */
  async arm({ moment, on, table, when }: KillPoint): Promise<void> {
    this.#told = Promise.withResolvers()
    const [timing, does] = moment === "before" ? ["BEFORE", "hold"] : ["AFTER", "tell"]
    await this.#client.query(
      `CREATE TRIGGER kill_point ${timing} ${on} ON "${table}" FOR EACH ROW WHEN (${when})
       EXECUTE FUNCTION kill_point_${does}()`,
    )
  }

  /** Kills at the armed place, then makes it as if the database had lost the process there. */
  async strike(point: KillPoint, kill: () => Promise<void>, giveUp: AbortSignal): Promise<void> {
    const held = point.moment === "before" ? await this.#waitForHeld(giveUp) : await this.#waitForWord(giveUp)
    await kill()
    // A held statement would be carried out after all once the lock is free: the server misses nobody before that.
    if (held !== null) await this.#client.query("SELECT pg_terminate_backend($1, 10000)", [held])
    await this.#client.query(`DROP TRIGGER kill_point ON "${point.table}"`)
  }

  async #waitForHeld(giveUp: AbortSignal): Promise<number> {
    for (;;) {
      const held = await findHeld(this.#client)
      if (held !== null) return held
      await sleep(POLL_MS, undefined, { signal: giveUp })
    }
  }

  async #waitForWord(giveUp: AbortSignal): Promise<null> {
    const given = Promise.withResolvers<never>()
    giveUp.addEventListener("abort", () => given.reject(giveUp.reason), { once: true })
    await Promise.race([this.#told.promise, given.promise])
    return null
  }
}
