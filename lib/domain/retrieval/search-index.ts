import type { Passage } from "./passage"

export interface Found extends Passage {
  score: number
}

/** A searchable corpus; results are best first, ties in the order of the corpus. `read` forgives case and spacing. */
export interface SearchIndex {
  search(query: string, limit: number, signal?: AbortSignal): Promise<Found[]>
  read(title: string, signal?: AbortSignal): Promise<Passage | null>
}
