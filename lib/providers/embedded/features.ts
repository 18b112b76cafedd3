import { parseClauses, splitWords } from "@/lib/providers/embedded/clause"
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

function hash(feature: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < feature.length; index++) {
    value = Math.imul(value ^ feature.charCodeAt(index), 0x01000193)
  }
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

interface Sighting {
  place: string
  /** Actions taken since, counting from the turn of the sighting. */
  turn: number
}

/**
 * Hashed features of every turn of an attempt, in order: conjunctions of the mission's skeleton, what is carried or
 * stated, named things with their places, the last actions, repeats, and the last sighting of named things out of view.
 */
export class Featurizer {
  readonly #contentWords: ReadonlySet<string>
  readonly #mask: number

  constructor(contentWords: ReadonlySet<string>, bits: number) {
    this.#contentWords = contentWords
    this.#mask = 2 ** bits - 1
  }

  /** One Int32Array of bucket numbers per turn. */
  featurize(transcript: Transcript): Int32Array[] {
    const marker = createMarker(transcript.mission, this.#contentWords)
    const sightings = new Map<string, Sighting>()
    const actions: string[] = []
    let repeats = 0
    return transcript.turns.map((turn, index) => {
      const seen = lookAt(turn.observation, marker)
      repeats = index > 0 && transcript.turns[index - 1]?.observation === turn.observation ? repeats + 1 : 0
      const names = this.#describe(marker.skeleton, seen, sightings, actions, Math.min(repeats, 3), index)
      for (const { phrase, place, isNamed } of seen)
        if (isNamed && place) sightings.set(phrase, { place, turn: index })
      actions.push(turn.action ?? "")
      return Int32Array.from(names, (name) => hash(name) & this.#mask)
    })
  }

  #describe(
    skeleton: string,
    seen: readonly Seen[],
    sightings: ReadonlyMap<string, Sighting>,
    actions: readonly string[],
    repeats: number,
    turn: number,
  ): string[] {
    const last = actions.slice(-4).reverse()
    const statements = seen.filter((thing) => thing.place === "").map((thing) => thing.phrase)
    const state = `${skeleton}#${statements.join("+")}`
    const names = [
      skeleton,
      state,
      `${state}|${last[0]}`,
      `r${repeats}|${last[0]}`,
      `${state}|r${repeats}|${last[0]}`,
    ]
    let recent = ""
    for (const [depth, action] of last.entries()) {
      recent += `>${action}`
      names.push(`h${depth}${recent}`, `${state}|h${depth}${recent}`)
    }
    const inView = new Set<string>()
    const placed = seen.filter((thing) => thing.place !== "")
    for (const { phrase, place, isNamed } of placed) {
      inView.add(phrase)
      const thing = `${phrase}@${place}`
      names.push(thing, `${state}|${thing}`)
      if (isNamed) names.push(`${skeleton}|${phrase}`, `${state}|${thing}|${last[0]}`)
    }
    const named = placed.filter((thing) => thing.isNamed).map((thing) => `${thing.phrase}@${thing.place}`)
    names.push(`${state}|n:${named.join("&")}`, `${state}|n:${named.length}|${last[0]}`)
    for (const wall of placed.filter((thing) => !thing.isNamed && thing.place.startsWith("1 "))) {
      names.push(`${state}|near|${wall.phrase}@${wall.place}|${named.join("&")}`)
    }
    for (const [phrase, sighting] of sightings) {
      if (inView.has(phrase)) continue
      const age = turn - sighting.turn
      const since = actions.slice(sighting.turn).slice(-4).join(">")
      names.push(`gone|${state}|${phrase}|${Math.min(age, 6)}|${last[0]}`)
      if (age <= 4) names.push(`gone|${state}|${phrase}@${sighting.place}|${since}`)
    }
    return names
  }
}
