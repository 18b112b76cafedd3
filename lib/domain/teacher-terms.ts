/** Who offers models of which names, and that somebody has to read their terms; no licence is interpreted here. */
const VENDORS: { pattern: RegExp; vendor: string }[] = [
  { pattern: /^(openai$|azure)|\b(gpt-(?!oss|j\b|neo)|o[134]-|chatgpt|davinci)/, vendor: "OpenAI" },
  { pattern: /^anthropic$|claude/, vendor: "Anthropic" },
  { pattern: /^(google|vertex|gemini)$|gemini/, vendor: "Google" },
  { pattern: /^(mistral|mistralai)$|mistral-(large|medium)/, vendor: "Mistral AI" },
  { pattern: /^xai$|grok/, vendor: "xAI" },
]

const OPEN_WEIGHTS = /llama|qwen|gpt-oss|mixtral|mistral-7b|gemma|deepseek|phi-|glm|kimi/

/**
 * What to look up before training on a model's outputs, in a sentence. A reminder by name, not legal advice: only the
 * provider's current terms or the licence of the weights can say what is allowed.
 */
export function teacherTerms(model: { name: string; provider: string; baseModel: string | null }): string {
  const provider = model.provider.toLowerCase()
  const name = `${model.baseModel ?? ""} ${model.name}`.toLowerCase()
  if (provider === "scripted") return "A scripted policy of Winnow: no provider's terms apply."
  if (provider === "embedded") return "A student trained here: the terms of its own teacher carry over."
  const vendor = VENDORS.find(({ pattern }) => pattern.test(provider) || pattern.test(name))?.vendor
  if (vendor) {
    return `Outputs of a model of ${vendor}: check its terms on training models that compete with it.`
  }
  if (OPEN_WEIGHTS.test(name)) {
    return "Outputs of an open-weight model: check its licence on training other models, and its naming rules."
  }
  return "The provider is not known to Winnow: check its terms on training with outputs."
}
