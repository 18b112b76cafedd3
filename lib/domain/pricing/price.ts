/**
 * What a model charges, in USD per million tokens, and where that is from. Without a cached price, cached input costs as
 * much as other input. A notional price is a what-if: nobody bills it, and costs made from it are marked so.
 */
export interface Price {
  inputUsdPerMTok: number
  cachedUsdPerMTok: number | null
  outputUsdPerMTok: number
  source: string
  /** ISO date on which the source said so. */
  sourceDate: string
  notional: boolean
}
