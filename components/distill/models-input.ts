/** The read behind every picker of models; pages prefetch under it. */
export const MODELS_INPUT = { limit: 200 }
