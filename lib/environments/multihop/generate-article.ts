import { createRandom, deriveSeed, pick, shuffle } from "@/lib/domain/random"
import type { Passage } from "@/lib/domain/retrieval/passage"
import { type Entity, mention } from "./entity"
import { type Kind, RELATIONS } from "./relation"

const INTRODUCTIONS: Record<Kind, string> = {
  person: "{s} is a figure of local renown.",
  town: "{s} is a market town.",
  river: "{s} is a quiet river.",
  lake: "{s} is a lake with steep shores.",
  mountain: "{s} is a mountain with a broad summit.",
  company: "{s} is a company.",
  school: "{s} is a place of higher learning.",
  book: "{s} is a novel.",
}

/** Sentences about a person, a town or a company that answer no question. */
const ASIDES: Partial<Record<Kind, readonly string[]>> = {
  person: ["A portrait of {s} was once made by a cousin of {o}.", "An essay compares {s} to {o}."],
  town: ["A photograph of {s} hangs in a museum in {o}.", "A song tells of a road from {s} to {o}."],
  company: ["A calendar with a picture of {s} was handed out by {o}.", "A mural of {s} was paid for by {o}."],
}

/** The article of an entity: an introduction, then what is known of it and asides in shuffled order. */
export function generateArticle(entity: Entity, seed: number): Passage {
  const random = createRandom(deriveSeed(seed, `article ${entity.name}`))
  const fill = (sentence: string, object: string) =>
    capitalize(sentence.replace("{s}", mention(entity)).replace("{o}", object))
  const facts = RELATIONS.flatMap(({ id, sentences }) => {
    const object = entity.facts.get(id)
    if (object === undefined) return []
    return [fill(pick(random, sentences), typeof object === "string" ? object : mention(object))]
  })
  const asides = entity.mentions.map((other) => fill(pick(random, ASIDES[other.kind] ?? []), mention(other)))
  const body = shuffle(random, [...facts, ...asides])
  return { title: entity.name, text: [fill(INTRODUCTIONS[entity.kind], ""), ...body].join(" ") }
}

function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
