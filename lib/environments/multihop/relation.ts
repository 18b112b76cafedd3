export const KINDS = ["person", "town", "river", "lake", "mountain", "company", "school", "book"] as const

export type Kind = (typeof KINDS)[number]

export interface Relation {
  id: string
  from: Kind
  /** `value` is a word or number without an article of its own, which can only be an answer. */
  to: Kind | "value"
  /** Ways to state it; {s} is the subject, {o} the object. */
  sentences: readonly string[]
  /** The object described by its subject: "the town where {s} was born"; null where it can only be asked for. */
  phrase: string | null
  question: string
}

/** What articles tell and questions ask. Each relation has at most one object for a subject. */
export const RELATIONS: readonly Relation[] = [
  {
    id: "birthplace",
    from: "person",
    to: "town",
    sentences: ["{s} was born in {o}.", "{s} is a native of {o}."],
    phrase: "the town where {s} was born",
    question: "In which town was {s} born?",
  },
  {
    id: "employer",
    from: "person",
    to: "company",
    sentences: ["{s} works for {o}.", "{s} is employed by {o}."],
    phrase: "the company that employs {s}",
    question: "Which company employs {s}?",
  },
  {
    id: "spouse",
    from: "person",
    to: "person",
    sentences: ["{s} is married to {o}.", "{s} took {o} as spouse."],
    phrase: "the spouse of {s}",
    question: "Who is the spouse of {s}?",
  },
  {
    id: "studies",
    from: "person",
    to: "school",
    sentences: ["{s} studied at {o}.", "{s} is a graduate of {o}."],
    phrase: "the school at which {s} studied",
    question: "At which school did {s} study?",
  },
  {
    id: "occupation",
    from: "person",
    to: "value",
    sentences: ["{s} is by profession {o}.", "{s} earns a living as {o}."],
    phrase: null,
    question: "What is the occupation of {s}?",
  },
  {
    id: "river",
    from: "town",
    to: "river",
    sentences: ["{s} lies on the banks of {o}.", "{s} grew along {o}."],
    phrase: "the river that flows through {s}",
    question: "Which river flows through {s}?",
  },
  {
    id: "mayor",
    from: "town",
    to: "person",
    sentences: ["{s} has {o} for a mayor.", "{s} elected {o} mayor."],
    phrase: "the mayor of {s}",
    question: "Who is the mayor of {s}?",
  },
  {
    id: "charter",
    from: "town",
    to: "value",
    sentences: ["{s} received its charter in {o}.", "{s} was chartered in {o}."],
    phrase: null,
    question: "In which year was {s} chartered?",
  },
  {
    id: "seat",
    from: "company",
    to: "town",
    sentences: ["{s} has its head office in {o}.", "{s} is based in {o}."],
    phrase: "the town in which {s} has its head office",
    question: "In which town does {s} have its head office?",
  },
  {
    id: "founder",
    from: "company",
    to: "person",
    sentences: ["{s} was founded by {o}.", "{s} was started by {o}."],
    phrase: "the founder of {s}",
    question: "Who founded {s}?",
  },
  {
    id: "place",
    from: "school",
    to: "town",
    sentences: ["{s} is located in {o}.", "{s} has its campus in {o}."],
    phrase: "the town in which {s} is located",
    question: "In which town is {s} located?",
  },
  {
    id: "patron",
    from: "school",
    to: "person",
    sentences: ["{s} is named after {o}.", "{s} bears the name of {o}."],
    phrase: "the person after whom {s} is named",
    question: "After whom is {s} named?",
  },
  {
    id: "mouth",
    from: "river",
    to: "lake",
    sentences: ["{s} flows into {o}.", "{s} ends in {o}."],
    phrase: "the lake into which {s} flows",
    question: "Into which lake does {s} flow?",
  },
  {
    id: "source",
    from: "river",
    to: "mountain",
    sentences: ["{s} rises on {o}.", "{s} has its source on {o}."],
    phrase: "the mountain on which {s} rises",
    question: "On which mountain does {s} rise?",
  },
  {
    id: "depth",
    from: "lake",
    to: "value",
    sentences: ["{s} is {o} metres deep.", "{s} reaches a depth of {o} metres."],
    phrase: null,
    question: "How many metres deep is {s}?",
  },
  {
    id: "height",
    from: "mountain",
    to: "value",
    sentences: ["{s} is {o} metres high.", "{s} reaches a height of {o} metres."],
    phrase: null,
    question: "How many metres high is {s}?",
  },
  {
    id: "author",
    from: "book",
    to: "person",
    sentences: ["{s} was written by {o}.", "{s} is the work of {o}."],
    phrase: "the author of {s}",
    question: "Who wrote {s}?",
  },
  {
    id: "publisher",
    from: "book",
    to: "company",
    sentences: ["{s} was published by {o}.", "{s} came out with {o}."],
    phrase: "the company that published {s}",
    question: "Which company published {s}?",
  },
]
