/** How a teacher errs: probabilities per hop, drawn once for each hop of an attempt. */
export interface Faults {
  /** Searches for the words of the question instead of the name it is after. */
  questionWords: number
  /** Writes no note, and has to look the finding up again. */
  forget: number
  /** Looks it up again and takes something else from the article. */
  misremember: number
  /** Takes another name of the article for what was asked. */
  misread: number
  /** Answers with what it has, although the question goes on. */
  stopEarly: number
}

export const PRESET_IDS = ["perfect", "good", "sloppy"] as const
export type PresetId = (typeof PRESET_IDS)[number]

export const PRESETS: Record<PresetId, Faults> = {
  perfect: { questionWords: 0, forget: 0, misremember: 0, misread: 0, stopEarly: 0 },
  good: { questionWords: 0.1, forget: 0.15, misremember: 0.1, misread: 0.03, stopEarly: 0.03 },
  sloppy: { questionWords: 0.5, forget: 0.5, misremember: 0.2, misread: 0.08, stopEarly: 0.14 },
}
