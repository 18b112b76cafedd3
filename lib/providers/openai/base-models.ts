import type { BaseModel } from "@/lib/providers/provider"

/** Announced 7 May 2026: nobody creates jobs after 6 January 2027, and the models end with all their fine-tunes on the 14th. */
const ENDING = {
  trainableUntil: "2027-01-06",
  retiredAt: "2027-01-14",
  maxRowTokens: 65_536,
  source: "https://developers.openai.com/api/docs/deprecations",
  sourceDate: "2026-11-22",
  note: "Since 2 July 2026 accounts that ran no fine-tuned model in the last 60 days cannot create jobs.",
}

export const OPENAI_MODELS: readonly BaseModel[] = [
  { id: "gpt-4.1-mini-2025-04-14", title: "GPT-4.1 mini", ...ENDING },
  { id: "gpt-4.1-2025-04-14", title: "GPT-4.1", ...ENDING },
  { id: "gpt-4o-mini-2024-07-18", title: "GPT-4o mini", ...ENDING },
  { id: "gpt-4o-2024-08-06", title: "GPT-4o", ...ENDING },
]
