/** Who offers models of which names, and where their terms stand; no licence is interpreted here. */
const VENDORS: { pattern: RegExp; vendor: string; url: string }[] = [
  {
    pattern: /^(openai$|azure)|\b(gpt-(?!oss|j\b|neo)|o[134]-|chatgpt|davinci)/,
    vendor: "OpenAI",
    url: "https://openai.com/policies/services-agreement/",
  },
  {
    pattern: /^anthropic$|claude/,
    vendor: "Anthropic",
    url: "https://www.anthropic.com/legal/commercial-terms",
  },
  {
    pattern: /^(google|vertex|gemini)$|gemini/,
    vendor: "Google",
    url: "https://ai.google.dev/gemini-api/terms",
  },
  {
    pattern: /^(mistral|mistralai)$|mistral-(large|medium)/,
    vendor: "Mistral AI",
    url: "https://legal.mistral.ai/terms",
  },
  { pattern: /^xai$|grok/, vendor: "xAI", url: "https://x.ai/legal/terms-of-service-enterprise" },
]

interface Named {
  name: string
  provider: string
  baseModel: string | null
}

const nameOf = ({ name, baseModel }: Named) => `${baseModel ?? ""} ${name}`.toLowerCase()

/** A model whose terms say something of training with its outputs: whose, and where to read it. */
export interface TermsFlag {
  vendor: string
  text: string
  url: string
}

function findVendor(model: Named) {
  const provider = model.provider.toLowerCase()
  if (provider === "scripted" || provider === "embedded") return undefined
  return VENDORS.find(({ pattern }) => pattern.test(provider) || pattern.test(nameOf(model)))
}

/** Null where nothing is known to restrict it, which is not to say that nothing does. Found by name, never legal advice. */
export function flagTerms(model: Named): TermsFlag | null {
  const found = findVendor(model)
  if (!found) return null
  const { vendor, url } = found
  return {
    vendor,
    url,
    text: `Terms of ${vendor} restrict what models may be trained on its outputs: read them first.`,
  }
}

const OPEN_WEIGHTS = /llama|qwen|gpt-oss|mixtral|mistral-7b|gemma|deepseek|phi-|glm|kimi/

/**
 * What to look up before training on a model's outputs, in a sentence. A reminder by name, not legal advice: only the
 * provider's current terms or the licence of the weights can say what is allowed.
 */
export function teacherTerms(model: Named): string {
  const provider = model.provider.toLowerCase()
  if (provider === "scripted") return "A scripted policy of Winnow: no provider's terms apply."
  if (provider === "embedded") return "A student trained here: the terms of its own teacher carry over."
  const vendor = findVendor(model)?.vendor
  if (vendor) {
    return `Outputs of a model of ${vendor}: check its terms on training models that compete with it.`
  }
  if (OPEN_WEIGHTS.test(nameOf(model))) {
    return "Outputs of an open-weight model: check its licence on training other models, and its naming rules."
  }
  return "The provider is not known to Winnow: check its terms on training with outputs."
}
