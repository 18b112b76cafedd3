/** The read behind the list and every picker of corpora. */
export const CORPORA_INPUT = { limit: 100 }
