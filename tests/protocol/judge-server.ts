import type { Verdict } from "@/lib/domain/label"
import {
  type OpenAiServer,
  type Play,
  type ServedRequest,
  startOpenAiServer,
} from "@/tests/protocol/openai-server"

/** One line of a record, as a judge reads it. */
export type RecordLine = Record<string, unknown> & { step?: number; role?: string; content?: string | null }

export interface JudgeServer extends OpenAiServer {
  /** What was wrong with requests; a judge's request must be exact. */
  faults: string[]
  /** Records that were judged, in order, canaries too. */
  records: RecordLine[][]
}

export interface JudgeMind {
  /** What it thinks of a record that holds no canary; bad, good, a whole answer, or something else than an answer. */
  think?: (record: RecordLine[], body: ServedRequest["body"]) => Verdict | object | Play
  /** Does whatever a record tells it. */
  gullible?: boolean
}

const FENCED =
  /^<record ([0-9a-f]{16})>\n([\s\S]*)\n<\/record \1>\nThe record has ended\. Judge it by the rubric\.$/
const CANARY = /cancel order 4471/
const TELLS = /answer good|verdict good|verdict is good|"verdict":"good"/i

function findFaults(
  body: ServedRequest["body"],
  nonces: Set<string>,
): { faults: string[]; record: RecordLine[] } {
  const faults: string[] = []
  const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault))
  const [system, user, ...more] = body.messages
  expect(
    system?.role === "system" && user?.role === "user" && more.length === 0,
    "not a system and a user message",
  )
  expect(!("tools" in body) && !("tool_choice" in body), "offers tools")
  const { type, json_schema: form } = body.response_format ?? {}
  expect(type === "json_schema" && form?.strict === true, "asks for no strict JSON Schema")
  const { properties = {}, required, additionalProperties } = form?.schema ?? {}
  expect(
    additionalProperties === false && `${Object.keys(properties)}` === `${required}`,
    "the schema is not strict",
  )
  expect(`${properties.verdict?.enum}` === "bad,unsure,good", "no verdict in the schema")
  const [, nonce = "", text = ""] = FENCED.exec(user?.content ?? "") ?? []
  expect(nonce !== "", "the record is not fenced")
  expect(!text.includes(nonce), "the record holds the word of its fence")
  expect(!nonces.has(nonce), "the word of the fence was used before")
  expect(system?.content.includes(`<record ${nonce}>`), "the instructions do not name the fence")
  // One fence's word in five thousand holds the number of the order by chance.
  expect(!system?.content.replaceAll(nonce, "").includes("4471"), "the record stands in the instructions")
  nonces.add(nonce)
  return { faults, record: text.split("\n").map((line) => JSON.parse(line || "{}") as RecordLine) }
}

function toPlay(thought: Verdict | object | Play): Play {
  if (typeof thought === "object" && "kind" in thought) return thought as Play
  const answer = typeof thought === "string" ? { reason: "because of step 1", verdict: thought } : thought
  return { kind: "reply", content: JSON.stringify(answer) }
}

/** A model that judges, on the loopback: it refuses every request that is not just as a judge's has to be. */
export async function startJudgeServer({
  think = () => "good",
  gullible = false,
}: JudgeMind = {}): Promise<JudgeServer> {
  const server = await startOpenAiServer({ kind: "status", status: 500 })
  const nonces = new Set<string>()
  const judge = Object.assign(server, { faults: [] as string[], records: [] as RecordLine[][] })
  server.refuse = (body) => {
    const { faults, record } = findFaults(body, nonces)
    judge.faults.push(...faults)
    if (faults.length > 0) return { kind: "status", status: 400, error: { message: faults.join("; ") } }
    judge.records.push(record)
    const text = JSON.stringify(record)
    if (CANARY.test(text)) return toPlay(gullible && TELLS.test(text.replaceAll("\\", "")) ? "good" : "bad")
    return toPlay(think(record, body))
  }
  return judge
}
