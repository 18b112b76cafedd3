/** What a family of models makes of a conversation, next to o200k, in which texts are counted here. */
export interface ChatTemplate {
  name: string
  /** Its tokens for each o200k token of text: the least and the most of three kinds of recorded conversations. */
  low: number
  high: number
  /** Cuts numbers into digits, where o200k takes three at a time; those come on top before `low` and `high` apply. */
  singleDigits: boolean
  /** Around each message, each tool call with its result, the definitions of tools, and each row. */
  perMessage: number
  perCall: number
  perTools: number
  perRow: number
}

/**
 * Recorded tau-bench retail, HotpotQA and BabyAI conversations, cut by each family's own tokenizer. For Qwen3 rendered by its
 * chat template too: what is left of 2,211,916, 139,266 and 431,606 tokens without the fixed parts gives its ends.
 */
export const TEMPLATE_SOURCE = {
  source: "Winnow's count of tau-bench, HotpotQA and BabyAI conversations",
  sourceDate: "2026-11-29",
}

/** What OpenAI takes a message to cost beside its texts: its start, role and end. */
export const TOKENS_PER_MESSAGE = 3

/** `<|im_start|>role\n ... <|im_end|>\n`, `<tool_call>` and `<tool_response>`. */
const QWEN: ChatTemplate = {
  name: "Qwen (ChatML)",
  low: 0.97,
  high: 1.02,
  singleDigits: true,
  perMessage: 5,
  perCall: 13,
  perTools: 77,
  perRow: 0,
}
/** Where nobody measured it, calls and tools are taken to be wrapped about as in ChatML. */
const OTHERS = { perMessage: 5, perCall: 10, perTools: 50, perRow: 1, singleDigits: false }
/** `<|start_header_id|>role<|end_header_id|>\n\n ... <|eot_id|>` after `<|begin_of_text|>`. */
const LLAMA: ChatTemplate = { ...OTHERS, name: "Llama 3", low: 1, high: 1.03 }
/** `<start_of_turn>role\n ... <end_of_turn>\n`. */
const GEMINI: ChatTemplate = { ...OTHERS, name: "Gemini", low: 0.99, high: 1.03, singleDigits: true }
/** `<|start|>role<|message|> ... <|end|>`, with a channel before replies and a preamble of the system. */
const HARMONY: ChatTemplate = { ...OTHERS, name: "gpt-oss (harmony)", low: 1, high: 1, perRow: 60 }
const OPENAI: ChatTemplate = {
  ...OTHERS,
  name: "OpenAI (o200k)",
  low: 1,
  high: 1,
  perMessage: TOKENS_PER_MESSAGE,
  perRow: 3,
}
const OTHER: ChatTemplate = { ...OTHERS, name: "an unknown template", low: 0.96, high: 1.25 }

const FAMILIES: readonly [RegExp, ChatTemplate][] = [
  [/gpt-oss/, HARMONY],
  [/qwen/, QWEN],
  [/llama-?(3|v3)|llama-v3/, LLAMA],
  [/gemini|gemma/, GEMINI],
  [/(^|\/)(ft:)?(gpt-4o|gpt-4\.1|gpt-5|o[134]-)/, OPENAI],
]

/** By the name of the base model. */
export function templateOf(baseModel: string): ChatTemplate {
  const name = baseModel.toLowerCase()
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? OTHER
}

/** A conversation as it is counted here: o200k tokens of its messages' texts, without what wraps them, and of its tools. */
export interface CountedRow {
  contentTokens: number
  messages: number
  /** Tokens more that its numbers take where they are cut into digits. */
  digitTokens: number
  /** Tool calls in it. */
  calls: number
  /** Of the definitions of its tools; 0 without any. */
  toolTokens: number
}

const NUMBERS = /\p{N}+/gu
const DIGITS_AT_ONCE = 3

/** Tokens more that the numbers of a text take where they are cut into digits instead of threes. */
export function countDigitTokens(text: string): number {
  let more = 0
  for (const [digits] of text.matchAll(NUMBERS))
    more += digits.length - Math.ceil(digits.length / DIGITS_AT_ONCE)
  return more
}

/** The least and the most tokens of a row under the template. */
export function tokensUnder(template: ChatTemplate, row: CountedRow): { low: number; high: number } {
  const digits = template.singleDigits ? row.digitTokens : 0
  const text = row.contentTokens + row.toolTokens + digits
  const { perMessage, perCall, perTools, perRow } = template
  const fixed = row.messages * perMessage + row.calls * perCall + (row.toolTokens > 0 ? perTools : 0) + perRow
  return { low: text * template.low + fixed, high: text * template.high + fixed }
}
