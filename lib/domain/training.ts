/** How examples are chosen and weighted; one enum for recipes, trainers and reports. */
export const OBJECTIVES = ["all", "success", "topq", "sftq", "weighted"] as const

export type Objective = (typeof OBJECTIVES)[number]
