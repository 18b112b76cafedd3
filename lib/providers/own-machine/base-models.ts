import type { BaseModel } from "@/lib/providers/provider"

/** Suggestions: names on the Hugging Face hub whose chat template writes tools in the form that serve.py reads. */
export const OPEN_MODELS: readonly BaseModel[] = [
  { id: "Qwen/Qwen3-0.6B", title: "Qwen3 0.6B" },
  { id: "Qwen/Qwen3-1.7B", title: "Qwen3 1.7B" },
  { id: "Qwen/Qwen3-4B", title: "Qwen3 4B" },
  { id: "Qwen/Qwen3-8B", title: "Qwen3 8B" },
]
