import { type inferParserType, parseAsFloat, parseAsInteger, parseAsStringLiteral } from "nuqs/server"

/** What the break-even is asked with; all of it is in the address. */
export const breakEvenParsers = {
  per: parseAsStringLiteral(["episode", "success"]).withDefault("episode"),
  /** Episodes, or successes, a month. */
  volume: parseAsInteger.withDefault(20_000),
  /** USD spent once, instead of what is on record. */
  training: parseAsFloat,
  evaluation: parseAsFloat,
  /** USD an hour of a dedicated server; without it tokens are billed. */
  hourly: parseAsFloat,
  hours: parseAsInteger.withDefault(730),
  /** Times today's price. */
  teacherPrice: parseAsFloat.withDefault(1),
  studentPrice: parseAsFloat.withDefault(1),
  /** Per cent of input tokens from a cache, instead of what is on record. */
  cached: parseAsInteger,
}

export type BreakEvenParams = inferParserType<typeof breakEvenParsers>
