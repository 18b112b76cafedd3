/**
 * `kill -9` of web, worker and Postgres at random moments while four clients write. Three rounds by default:
 *
 *     WINNOW_FAULT_ROUNDS=20 npx vitest run --project integration tests/integration/ingest/fault.test.ts
 */
import { expect, it } from "vitest"
import { createRandom, randomInt } from "@/lib/domain/random"
import { FaultClients } from "@/tests/integration/ingest/fault-clients"
import { FaultInstallation, VICTIMS } from "@/tests/integration/ingest/fault-installation"

const ROUNDS = Number(process.env.WINNOW_FAULT_ROUNDS ?? 3)
const SEED = Number(process.env.WINNOW_FAULT_SEED ?? 1)
const LONGEST_WAIT_MS = 1500

/** No second try: what is lost or doubled once is a fault. */
const options = { timeout: 180_000 + ROUNDS * 30_000, retry: 0 }

it(`loses and doubles nothing in ${ROUNDS} kills`, options, async () => {
  await using installation = await FaultInstallation.start()
  const clients = await FaultClients.start(installation)
  const random = createRandom(SEED)
  for (let round = 0; round < ROUNDS; round++) {
    const victim = VICTIMS[round % VICTIMS.length] as (typeof VICTIMS)[number]
    const before = clients.acknowledged
    await clients.waitForMore(20)
    const waitMs = randomInt(random, LONGEST_WAIT_MS)
    await installation.kill(victim, waitMs)
    if (process.env.WINNOW_FAULT_ROUNDS) {
      console.info(
        `| ${round + 1} | ${victim} | after ${waitMs} ms | ${clients.acknowledged - before} acknowledged |`,
      )
    }
  }
  await clients.waitForMore(20)
  const sent = await clients.stop()
  const { stored, verification } = await clients.readBack()
  expect(sent.size).toBeGreaterThan(40)
  for (const id of sent) expect(stored.get(id), id).toBe(1)
  expect([...stored.values()].filter((count) => count !== 1)).toEqual([])
  expect(verification.differences).toEqual([])
  expect(verification.done).toMatchObject({ type: "done" })
})
