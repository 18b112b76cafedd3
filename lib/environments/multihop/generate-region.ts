import { createRandom, deriveSeed, pick, type Random, randomInt, shuffle } from "@/lib/domain/random"
import type { Entity } from "./entity"
import { BOOK_ADJECTIVES, BOOK_NOUNS, GIVEN_NAMES, nameStem, OCCUPATIONS, SCHOOLS, TRADES } from "./names"
import { type Kind, RELATIONS, type Relation } from "./relation"

/** How many of each kind a region has. */
const POPULATION: Record<Kind, number> = {
  person: 8,
  town: 4,
  river: 2,
  lake: 2,
  mountain: 2,
  company: 3,
  school: 2,
  book: 3,
}

/** Different families of a region; people of one family share a surname. */
const FAMILIES = 3

/** No region needs more stems: one for each entity that is not a person, one for each family. */
export const STEMS_PER_REGION = 32

export const REGION_SIZE = Object.values(POPULATION).reduce((sum, count) => sum + count, 0)

/**
 * The entities of one region and how they are related. Regions have no relations with each other and share no names, so
 * questions about different regions have nothing in common. The same number and seed give the same region.
 */
export function generateRegion(number: number, seed: number): Entity[] {
  const random = createRandom(deriveSeed(seed, `region ${number}`))
  const stems = Array.from({ length: STEMS_PER_REGION }, (_, index) =>
    nameStem(number * STEMS_PER_REGION + index, seed),
  )
  const byKind = createEntities(stems, random)
  for (const relation of RELATIONS) {
    if (relation.id === "spouse") marry(byKind.person, random)
    else relate(byKind, relation, random)
  }
  const entities = Object.values(byKind).flat()
  for (const entity of entities) addMentions(entity, byKind, random)
  return entities
}

type ByKind = Record<Kind, Entity[]>

function createEntities(stems: readonly string[], random: Random): ByKind {
  const families = stems.slice(0, FAMILIES)
  const others = stems.slice(FAMILIES).values()
  const given = shuffle(random, GIVEN_NAMES)
  const make = (kind: Kind) =>
    Array.from({ length: POPULATION[kind] }, (_, index): Entity => {
      const stem = kind === "person" ? pick(random, families) : (others.next().value ?? "")
      return { kind, name: nameOf(kind, stem, given[index] ?? "", random), facts: new Map(), mentions: [] }
    })
  return {
    person: make("person"),
    town: make("town"),
    river: make("river"),
    lake: make("lake"),
    mountain: make("mountain"),
    company: make("company"),
    school: make("school"),
    book: make("book"),
  }
}

function nameOf(kind: Kind, stem: string, given: string, random: Random): string {
  switch (kind) {
    case "person":
      return `${given} ${stem}`
    case "town":
      return stem
    case "river":
      return `${stem} River`
    case "lake":
      return `Lake ${stem}`
    case "mountain":
      return `Mount ${stem}`
    case "company":
      return `${stem} ${pick(random, TRADES)}`
    case "school":
      return `${stem} ${pick(random, SCHOOLS)}`
    case "book":
      return `The ${pick(random, BOOK_ADJECTIVES)} ${pick(random, BOOK_NOUNS)} of ${stem}`
  }
}

function relate(byKind: ByKind, { id, from, to }: Relation, random: Random): void {
  for (const subject of byKind[from]) {
    const object = to === "value" ? drawValue(id, random) : pick(random, byKind[to])
    subject.facts.set(id, object)
  }
}

function drawValue(relationId: string, random: Random): string {
  switch (relationId) {
    case "occupation":
      return pick(random, OCCUPATIONS)
    case "charter":
      return String(1100 + randomInt(random, 800))
    default:
      return String(40 + randomInt(random, 3_900))
  }
}

/** Everybody is married to somebody, both ways; the population is even. */
function marry(people: readonly Entity[], random: Random): void {
  const shuffled = shuffle(random, people)
  for (let index = 0; index + 1 < shuffled.length; index += 2) {
    const [left, right] = [shuffled[index] as Entity, shuffled[index + 1] as Entity]
    left.facts.set("spouse", right)
    right.facts.set("spouse", left)
  }
}

/** Two others of the region, of any kind an article could confuse with an answer. */
function addMentions(entity: Entity, byKind: ByKind, random: Random): void {
  const others = [...byKind.person, ...byKind.town, ...byKind.company].filter((other) => other !== entity)
  entity.mentions.push(...shuffle(random, others).slice(0, 2))
}
