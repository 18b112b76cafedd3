/**
 * How the researcher understands English: a relation as it is asked for, as it describes its object in a question, and as
 * articles state it. The first group is the subject in questions and the object in sentences.
 */
export interface Reading {
  relation: string
  ask: RegExp
  phrase: RegExp | null
  states: RegExp
}

export const READINGS: readonly Reading[] = [
  {
    relation: "birthplace",
    ask: /^In which town was (.+) born\?$/,
    phrase: /^the town where (.+) was born$/,
    states: /(?:was born in|is a native of) (.+)\.$/,
  },
  {
    relation: "employer",
    ask: /^Which company employs (.+)\?$/,
    phrase: /^the company that employs (.+)$/,
    states: /(?:works for|is employed by) (.+)\.$/,
  },
  {
    relation: "spouse",
    ask: /^Who is the spouse of (.+)\?$/,
    phrase: /^the spouse of (.+)$/,
    states: /(?:is married to|took) (.+?)(?: as spouse)?\.$/,
  },
  {
    relation: "studies",
    ask: /^At which school did (.+) study\?$/,
    phrase: /^the school at which (.+) studied$/,
    states: /(?:studied at|is a graduate of) (.+)\.$/,
  },
  {
    relation: "occupation",
    ask: /^What is the occupation of (.+)\?$/,
    phrase: null,
    states: /(?:is by profession|earns a living as) (.+)\.$/,
  },
  {
    relation: "river",
    ask: /^Which river flows through (.+)\?$/,
    phrase: /^the river that flows through (.+)$/,
    states: /(?:lies on the banks of|grew along) (.+)\.$/,
  },
  {
    relation: "mayor",
    ask: /^Who is the mayor of (.+)\?$/,
    phrase: /^the mayor of (.+)$/,
    states: /(?: has| elected) (.+?)(?: for a)? mayor\.$/,
  },
  {
    relation: "charter",
    ask: /^In which year was (.+) chartered\?$/,
    phrase: null,
    states: /(?:received its charter in|was chartered in) (.+)\.$/,
  },
  {
    relation: "seat",
    ask: /^In which town does (.+) have its head office\?$/,
    phrase: /^the town in which (.+) has its head office$/,
    states: /(?:has its head office in|is based in) (.+)\.$/,
  },
  {
    relation: "founder",
    ask: /^Who founded (.+)\?$/,
    phrase: /^the founder of (.+)$/,
    states: /was (?:founded|started) by (.+)\.$/,
  },
  {
    relation: "place",
    ask: /^In which town is (.+) located\?$/,
    phrase: /^the town in which (.+) is located$/,
    states: /(?:is located in|has its campus in) (.+)\.$/,
  },
  {
    relation: "patron",
    ask: /^After whom is (.+) named\?$/,
    phrase: /^the person after whom (.+) is named$/,
    states: /(?:is named after|bears the name of) (.+)\.$/,
  },
  {
    relation: "mouth",
    ask: /^Into which lake does (.+) flow\?$/,
    phrase: /^the lake into which (.+) flows$/,
    states: /(?:flows into|ends in) (.+)\.$/,
  },
  {
    relation: "source",
    ask: /^On which mountain does (.+) rise\?$/,
    phrase: /^the mountain on which (.+) rises$/,
    states: /(?:rises on|has its source on) (.+)\.$/,
  },
  {
    relation: "depth",
    ask: /^How many metres deep is (.+)\?$/,
    phrase: null,
    states: /(?:is|reaches a depth of) (\d+) metres(?: deep)?\.$/,
  },
  {
    relation: "height",
    ask: /^How many metres high is (.+)\?$/,
    phrase: null,
    states: /(?:is|reaches a height of) (\d+) metres(?: high)?\.$/,
  },
  {
    relation: "author",
    ask: /^Who wrote (.+)\?$/,
    phrase: /^the author of (.+)$/,
    states: /(?:was written by|is the work of) (.+)\.$/,
  },
  {
    relation: "publisher",
    ask: /^Which company published (.+)\?$/,
    phrase: /^the company that published (.+)$/,
    states: /(?:was published by|came out with) (.+)\.$/,
  },
]
