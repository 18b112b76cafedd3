import { parseClauses, splitWords } from "@/lib/providers/embedded/clause"
import type { Transcript } from "@/lib/providers/embedded/transcript"

/**
 * Content words are the names of things: words that missions use and that observations put before a place ("red", "ball").
 * They are learnt from the corpus, so that nothing here knows the game.
 */
export function learnContentWords(transcripts: Iterable<Transcript>): Set<string> {
  const inMissions = new Set<string>()
  const inPhrases = new Set<string>()
  for (const { mission, turns } of transcripts) {
    for (const word of splitWords(mission)) inMissions.add(word)
    for (const turn of turns) {
      for (const clause of parseClauses(turn.observation))
        for (const word of clause.words) inPhrases.add(word)
    }
  }
  return new Set([...inPhrases].filter((word) => inMissions.has(word)).sort())
}
