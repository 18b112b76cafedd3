import type { BaseModel } from "@/lib/providers/provider"

/** Longest rows of supervised LoRA training. */
const READ = { source: "https://docs.together.ai/docs/fine-tuning-models", sourceDate: "2026-11-22" }

export const TOGETHER_MODELS: readonly BaseModel[] = [
  { id: "Qwen/Qwen3-8B", title: "Qwen3 8B", maxRowTokens: 41_000, ...READ },
  { id: "Qwen/Qwen3.5-9B", title: "Qwen3.5 9B", maxRowTokens: 65_000, ...READ },
  { id: "Qwen/Qwen3-4B", title: "Qwen3 4B", maxRowTokens: 41_000, ...READ },
  { id: "Qwen/Qwen3.6-35B-A3B", title: "Qwen3.6 35B A3B", maxRowTokens: 65_000, ...READ },
  { id: "openai/gpt-oss-20b", title: "gpt-oss 20B", maxRowTokens: 24_000, ...READ },
  {
    id: "meta-llama/Meta-Llama-3.1-8B-Instruct-Reference",
    title: "Llama 3.1 8B Instruct",
    maxRowTokens: 131_000,
    ...READ,
  },
]
