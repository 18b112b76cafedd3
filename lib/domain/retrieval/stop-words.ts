/** English function words: they match everything and say nothing. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    "a an the this that these those such",
    "and or but if than then so because as while",
    "of at by for with about into to from in on off over under out up down after before",
    "is are was were be been being am do does did has have had having will would can could shall should may might must",
    "i me my we us our you your he him his she her it its they them their",
    "who whom whose which what when where why how",
    "not no nor there here also both each any all some own same too very just s t",
  ]
    .join(" ")
    .split(" "),
)
