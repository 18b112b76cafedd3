import { setTimeout as sleep } from "node:timers/promises"
import { type VerifyLine, verifyLineSchema } from "@/lib/contracts/verification"
import type { FaultInstallation } from "@/tests/integration/ingest/fault-installation"

const RETRY_MS = 100
const BATCH = 5

interface Target {
  experimentId: string
  runId: string
}

interface StoredPage {
  items: { externalId: string }[]
  nextCursor: string | null
}

const idOf = (client: number, no: number) => `client ${client} episode ${no}`

function makeEpisode(externalId: string) {
  return {
    externalId,
    taskKey: `task ${externalId.length % 7}`,
    score: 0.5,
    latencyMs: 100 + (externalId.length % 50),
    costUsd: 0.001,
    messages: [
      { role: "system", content: "Do as you are told." },
      { role: "user", content: `Please, ${externalId}!` },
      { role: "assistant", content: `Done: ${externalId}.` },
    ],
  }
}

/**
 * Four clients that send what they have until it is acknowledged: two post batches to one run, one posts single episodes, one
 * lets an episode grow. Every third batch is sent again although it was acknowledged.
 */
export class FaultClients {
  private readonly installation: FaultInstallation
  private readonly target: Target
  private readonly sent = new Set<string>()
  private readonly stopping = new AbortController()
  private readonly working: Promise<unknown>

  private constructor(installation: FaultInstallation, target: Target) {
    this.installation = installation
    this.target = target
    this.working = Promise.all([this.post(0, BATCH), this.post(1, BATCH), this.post(2, 1), this.grow(3)])
    this.working.catch(() => undefined)
  }

  static async start(installation: FaultInstallation): Promise<FaultClients> {
    const request = async (path: string, body: object) => {
      const { url, headers } = installation
      const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })
      return (await response.json()) as { id: string }
    }
    const { id: experimentId } = await request("/api/v1/experiments", { name: "faults" })
    const run = { name: "run", modelName: "model" }
    const { id: runId } = await request(`/api/v1/experiments/${experimentId}/runs`, run)
    return new FaultClients(installation, { experimentId, runId })
  }

  get acknowledged(): number {
    return this.sent.size
  }

  /** Until so many more were acknowledged. */
  async waitForMore(count: number): Promise<void> {
    const enough = this.sent.size + count
    while (this.sent.size < enough) await Promise.race([sleep(20), this.working])
  }

  /** What it answered, asked again until the whole answer arrived: a process may die with half of it sent. */
  private async request<T>(method: string, path: string, body?: string): Promise<T> {
    for (;;) {
      try {
        const { url, headers } = this.installation
        const response = await fetch(`${url}/api/v1/experiments/${this.target.experimentId}${path}`, {
          method,
          headers,
          ...(body !== undefined && { body }),
        })
        if (response.ok) return (await response.json()) as T
        // A dead database answers 500 or 503; what is wrong with the request itself would stay wrong.
        if (response.status < 500 && response.status !== 429) throw new Error(await response.text())
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
      await sleep(RETRY_MS)
    }
  }

  private async post(client: number, size: number): Promise<void> {
    for (let no = 0; !this.stopping.signal.aborted; no += size) {
      const ids = Array.from({ length: size }, (_, at) => idOf(client, no + at))
      const body = ids.map((id) => JSON.stringify(makeEpisode(id))).join("\n")
      for (let time = 0; time < (no % 3 === 0 ? 2 : 1); time++) {
        const { accepted, duplicates } = await this.request<{ accepted: number; duplicates: number }>(
          "POST",
          `/runs/${this.target.runId}/episodes`,
          body,
        )
        if (accepted + duplicates !== size) throw new Error("an answer that counts wrong")
      }
      for (const id of ids) this.sent.add(id)
    }
  }

  private async grow(client: number): Promise<void> {
    for (let no = 0; !this.stopping.signal.aborted; no++) {
      const { messages, ...facts } = makeEpisode(idOf(client, no))
      const { externalId, taskKey } = facts
      const { id } = await this.request<{ id: string }>(
        "POST",
        `/runs/${this.target.runId}/live`,
        JSON.stringify({ externalId, taskKey }),
      )
      for (const [from, message] of messages.entries()) {
        await this.request("POST", `/live/${id}/steps`, JSON.stringify({ from, messages: [message] }))
      }
      await this.request("POST", `/live/${id}/finish`, JSON.stringify({ score: 1, stopReason: "completed" }))
      this.sent.add(externalId)
    }
  }

  /** Lets every client finish what it has begun; answers what was acknowledged. */
  async stop(): Promise<ReadonlySet<string>> {
    this.stopping.abort()
    await this.working
    return this.sent
  }

  /** How often each episode is stored, and what `winnow verify` says. */
  async readBack() {
    const stored = new Map<string, number>()
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""
      const { items, nextCursor } = await this.request<StoredPage>("GET", `/episodes?limit=100${page}`)
      for (const { externalId } of items) stored.set(externalId, (stored.get(externalId) ?? 0) + 1)
      cursor = nextCursor
    }
    const { url, headers } = this.installation
    const response = await fetch(`${url}/api/v1/verify`, { headers })
    const lines = (await response.text()).trim().split("\n")
    const parsed: VerifyLine[] = lines.map((line) => verifyLineSchema.parse(JSON.parse(line)))
    const differences = parsed.filter(({ type }) => type === "difference")
    return { stored, verification: { differences, done: parsed.at(-1) } }
  }
}
