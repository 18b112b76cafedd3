/** Names for every row, archived ones too. */
export const EXPERIMENTS_INPUT = { archived: "include", limit: 200 } as const
