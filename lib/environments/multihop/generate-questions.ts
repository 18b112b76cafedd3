import type { Split } from "@/lib/domain/episode"
import { createRandom, deriveSeed, shuffle } from "@/lib/domain/random"
import type { Question } from "./config"
import { type Entity, mention } from "./entity"
import { RELATIONS, type Relation } from "./relation"

/** From a start over two or three relations to an answer; no entity is visited twice. */
interface Chain {
  entities: Entity[]
  relations: Relation[]
  answer: string
}

/** Up to `count` questions about a region, two and three hops in turn; every one follows another chain. */
export function generateQuestions(
  region: readonly Entity[],
  options: { count: number; seed: number; split: Split; keyPrefix: string },
): Question[] {
  const random = createRandom(deriveSeed(options.seed, `questions ${options.keyPrefix}`))
  const chains = shuffle(random, region.flatMap(listChains))
  const byHops = [2, 3].map((hops) => chains.filter(({ relations }) => relations.length === hops))
  const interleaved = Array.from({ length: options.count }, (_, index) => byHops[index % 2]?.[index >> 1])
  return interleaved.flatMap((chain, index) => {
    if (!chain) return []
    const key = `${options.keyPrefix}-${String(index).padStart(2, "0")}`
    return [toQuestion(chain, key, options.split)]
  })
}

function toQuestion({ entities, relations, answer }: Chain, key: string, split: Split): Question {
  const last = relations.at(-1) as Relation
  const subject = relations
    .slice(0, -1)
    .reduce((inner, { phrase }) => (phrase ?? "{s}").replace("{s}", inner), mention(entities[0] as Entity))
  return {
    key,
    question: last.question.replace("{s}", subject),
    answer,
    titles: entities.map(({ name }) => name),
    split,
    group: `${relations.length} hops`,
  }
}

function listChains(start: Entity): Chain[] {
  return extendChain({ entities: [start], relations: [] })
}

function extendChain({ entities, relations }: Omit<Chain, "answer">): Chain[] {
  const subject = entities.at(-1) as Entity
  return RELATIONS.flatMap((relation) => {
    const object = subject.facts.get(relation.id)
    if (object === undefined) return []
    const next = [...relations, relation]
    if (typeof object === "string")
      return next.length > 1 ? [{ entities, relations: next, answer: object }] : []
    if (entities.includes(object)) return []
    const here = next.length > 1 ? [{ entities, relations: next, answer: object.name }] : []
    const further = next.length < 3 ? extendChain({ entities: [...entities, object], relations: next }) : []
    return [...here, ...further]
  })
}
