import type { BaseModel } from "@/lib/providers/provider"

const READ = { source: "https://docs.fireworks.ai/fine-tuning/fine-tuning-models", sourceDate: "2026-11-22" }

export const FIREWORKS_MODELS: readonly BaseModel[] = [
  { id: "accounts/fireworks/models/qwen3-8b", title: "Qwen3 8B", ...READ },
  { id: "accounts/fireworks/models/qwen3-4b", title: "Qwen3 4B", ...READ },
  { id: "accounts/fireworks/models/gpt-oss-20b", title: "gpt-oss 20B", ...READ },
  { id: "accounts/fireworks/models/llama-v3p1-8b-instruct", title: "Llama 3.1 8B Instruct", ...READ },
]
