import type { Refusal } from "@/lib/domain/refusal"

/** What a provider said, from whichever form it says things in. `status` is null for the error of a job. */
export interface Answer {
  status: number | null
  code: string
  message: string
}

const CLOSED =
  /training_not_available|fine[- ]?tun\w*.{0,80}(no longer|not (currently |yet )?(available|allowed|enabled|offered|permitted|supported))|(not|no longer) (eligible|allowed|able|permitted) (to|for) (create|creating|use)?.{0,30}fine[- ]?tun/i
const MODEL =
  /model_not_(available|found)|(model|base model).{0,60}(cannot be|is not|no longer|not available|does not support).{0,40}(fine[- ]?tun|tun(ed|ing|able)|train|available|exist)/i
const MODERATION = /moderation|unsafe|content[ _](filter|policy)|usage polic|policy violation/i
const FUNDS =
  /insufficient[_ ](quota|funds|credits?|balance)|billing|payment|credit(s)? (are |is )?(exhausted|required)|spend(ing)? limit|exceeded your current quota/i
const QUOTA =
  /quota|concurrent|too many (active|running|pending|open)|(daily|maximum|max|limit).{0,40}(job|fine[- ]?tun|file|dataset|deployment)|RESOURCE_EXHAUSTED.{0,80}(job|tun)/i
const FILE =
  /invalid_(training_|validation_)?(file|dataset)|(training|validation|uploaded) (file|data|dataset)|jsonl|\bline \d+|dataset.{0,40}(invalid|not valid|malformed|failed)|not enough examples|file format/i
const KEY = /invalid_api_key|invalid api key|expired|revoked|UNAUTHENTICATED|unauthorized/i

type Said = Omit<Answer, "message"> & { said: string }

const isOneOf =
  (...statuses: (number | null)[]) =>
  ({ status }: Said) =>
    statuses.includes(status)
const says =
  (pattern: RegExp) =>
  ({ said }: Said) =>
    pattern.test(said)

/** In this order: the first that fits is the reason. */
const RULES: readonly (readonly [Refusal, (said: Said) => boolean])[] = [
  ["expired_key", isOneOf(401)],
  ["expired_key", ({ status, code }) => status === null && KEY.test(code)],
  ["training_not_available", says(CLOSED)],
  ["insufficient_funds", isOneOf(402)],
  ["insufficient_funds", says(FUNDS)],
  ["quota", ({ status, said }) => status === 429 && QUOTA.test(said)],
  ["rate_limited", isOneOf(429)],
  ["unavailable", ({ status }) => status !== null && status >= 500],
  ["unavailable", isOneOf(408, 425)],
  ["moderation", says(MODERATION)],
  ["model_not_available", says(MODEL)],
  ["quota", ({ status, said }) => status === 403 && QUOTA.test(said)],
  ["forbidden", isOneOf(403)],
  ["invalid_file", says(FILE)],
  ["not_found", isOneOf(404)],
  ["conflict", isOneOf(409)],
  ["quota", says(QUOTA)],
  ["failed", isOneOf(null)],
]

/** The reason behind an answer; what nobody has a word for is an invalid request, or a failed job. */
export function classifyRefusal({ status, code, message }: Answer): Refusal {
  const said = { status, code, said: `${code} ${message}` }
  return RULES.find(([, fits]) => fits(said))?.[0] ?? "invalid_request"
}
