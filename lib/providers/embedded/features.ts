import { parseClauses, splitWords } from "@/lib/providers/embedded/clause"
import { hashFeature } from "@/lib/providers/embedded/hash"
import type { Transcript } from "@/lib/providers/embedded/transcript"

/** Raised whenever the same text would give other features; a checkpoint of another version is refused. */
export const FEATURE_VERSION = 1

interface Seen {
  phrase: string
  place: string
  /** Every content word of the phrase is named by the mission. */
  isNamed: boolean
}

interface Marker {
  skeleton: string
  mark(words: readonly string[]): { phrase: string; isNamed: boolean }
}

/** Words of the mission become positions (`put <0> <1> next to <2> <3>`), other content words back off to `_`. */
function createMarker(mission: string, contentWords: ReadonlySet<string>): Marker {
  const positions = new Map<string, string>()
  const skeleton = splitWords(mission)
    .map((word) => {
      if (!contentWords.has(word)) return word
      const known = positions.get(word)
      if (known) return known
      const position = `<${positions.size}>`
      positions.set(word, position)
      return position
    })
    .join(" ")
  return {
    skeleton,
    mark(words) {
      let named = 0
      let content = 0
      const phrase = words
        .map((word) => {
          if (!contentWords.has(word)) return word
          content += 1
          const position = positions.get(word)
          if (position) named += 1
          return position ?? "_"
        })
        .join(" ")
      return { phrase, isNamed: content > 0 && named === content }
    },
  }
}

function lookAt(observation: string, marker: Marker): Seen[] {
  return parseClauses(observation).map(({ words, place }) => ({ ...marker.mark(words), place }))
}

interface Sighting {
  place: string
  turn: number
}

/**
 * Reads one attempt turn by turn. Features are hashed conjunctions of the mission's skeleton, what is carried or stated,
 * named things with their places, the last actions, repeats, and the last sighting of named things out of view.
 */
export class AttemptReader {
  readonly #marker: Marker
  readonly #mask: number
  readonly #sightings = new Map<string, Sighting>()
  readonly #actions: string[] = []
  #lastObservation: string | null = null
  #repeats = 0

  constructor(mission: string, contentWords: ReadonlySet<string>, bits: number) {
    this.#marker = createMarker(mission, contentWords)
    this.#mask = 2 ** bits - 1
  }

  /** Bucket numbers of the turn that has just been observed. */
  observe(observation: string): Int32Array {
    this.#repeats = observation === this.#lastObservation ? Math.min(3, this.#repeats + 1) : 0
    this.#lastObservation = observation
    const seen = lookAt(observation, this.#marker)
    const names = [...this.#describeState(seen), ...this.#describeMemory(seen)]
    for (const { phrase, place, isNamed } of seen) {
      if (isNamed && place) this.#sightings.set(phrase, { place, turn: this.#actions.length })
    }
    return Int32Array.from(names, (name) => hashFeature(name) & this.#mask)
  }

  /** What was done after the last observation; null for a reply that called nothing. */
  act(action: string | null): void {
    this.#actions.push(action ?? "")
  }

  #stateOf(seen: readonly Seen[]): string {
    const statements = seen.filter((thing) => thing.place === "").map((thing) => thing.phrase)
    return `${this.#marker.skeleton}#${statements.join("+")}`
  }

  #describeState(seen: readonly Seen[]): string[] {
    const { skeleton } = this.#marker
    const state = this.#stateOf(seen)
    const last = this.#actions.slice(-4).reverse()
    const repeats = `r${this.#repeats}|${last[0]}`
    const names = [skeleton, state, `${state}|${last[0]}`, repeats, `${state}|${repeats}`]
    let recent = ""
    for (const [depth, action] of last.entries()) {
      recent += `>${action}`
      names.push(`h${depth}${recent}`, `${state}|h${depth}${recent}`)
    }
    const placed = seen.filter((thing) => thing.place !== "")
    for (const { phrase, place, isNamed } of placed) {
      const thing = `${phrase}@${place}`
      names.push(thing, `${state}|${thing}`)
      if (isNamed) names.push(`${skeleton}|${phrase}`, `${state}|${thing}|${last[0]}`)
    }
    const named = placed.filter((thing) => thing.isNamed).map((thing) => `${thing.phrase}@${thing.place}`)
    names.push(`${state}|n:${named.join("&")}`, `${state}|n:${named.length}|${last[0]}`)
    for (const near of placed.filter((thing) => !thing.isNamed && thing.place.startsWith("1 "))) {
      names.push(`${state}|near|${near.phrase}@${near.place}|${named.join("&")}`)
    }
    return names
  }

  #describeMemory(seen: readonly Seen[]): string[] {
    const state = this.#stateOf(seen)
    const inView = new Set(seen.map((thing) => thing.phrase))
    const turn = this.#actions.length
    return [...this.#sightings].flatMap(([phrase, sighting]) => {
      if (inView.has(phrase)) return []
      const age = turn - sighting.turn
      const names = [`gone|${state}|${phrase}|${Math.min(age, 6)}|${this.#actions.at(-1)}`]
      const since = this.#actions.slice(sighting.turn).slice(-4).join(">")
      if (age <= 4) names.push(`gone|${state}|${phrase}@${sighting.place}|${since}`)
      return names
    })
  }
}

/** One Int32Array of bucket numbers per turn of a whole attempt. */
export function featurize(
  transcript: Transcript,
  contentWords: ReadonlySet<string>,
  bits: number,
): Int32Array[] {
  const reader = new AttemptReader(transcript.mission, contentWords, bits)
  return transcript.turns.map((turn) => {
    const features = reader.observe(turn.observation)
    reader.act(turn.action)
    return features
  })
}
