import type { BaseModel } from "@/lib/providers/provider"

const READ = {
  maxRowTokens: 131_072,
  source: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/tuning",
  sourceDate: "2026-11-22",
}

export const VERTEX_MODELS: readonly BaseModel[] = [
  { id: "gemini-3.5-flash-lite", title: "Gemini 3.5 Flash-Lite", ...READ },
  { id: "gemini-3.5-flash", title: "Gemini 3.5 Flash", ...READ },
  { id: "gemini-3.1-flash-lite", title: "Gemini 3.1 Flash-Lite", ...READ },
  {
    id: "gemini-2.5-flash",
    title: "Gemini 2.5 Flash",
    ...READ,
    trainableUntil: "2026-10-19",
    retiredAt: "2026-10-20",
    note: "Gemini 2.5 left Vertex AI; the Gemini API has no tuning.",
  },
]
