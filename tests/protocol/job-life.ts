/** A job as a protocol server plays it: one status a look, the last one stays. */
export class JobLife {
  polls = 0
  #ended: string | null = null
  readonly statuses: string[]

  constructor(statuses: readonly string[]) {
    this.statuses = [...statuses]
  }

  get status(): string {
    return this.#ended ?? this.statuses[Math.min(this.polls, this.statuses.length - 1)] ?? ""
  }

  /** What is answered now; the next look sees the next status. */
  look(): string {
    const { status } = this
    this.polls += 1
    return status
  }

  end(status: string): void {
    this.#ended = status
  }
}
