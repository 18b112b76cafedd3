/** Tells how long each phase of a start took, in the order they end. */
export class Phases {
  private readonly print: (line: string) => void
  private readonly startedAt = performance.now()

  constructor(print: (line: string) => void) {
    this.print = print
  }

  report(name: string, milliseconds: number): void {
    this.print(`  ${name.padEnd(12)} ${(milliseconds / 1000).toFixed(1).padStart(6)} s`)
  }

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    const result = await work()
    this.report(name, performance.now() - startedAt)
    return result
  }

  /** Seconds since the first phase began. */
  get totalSeconds(): number {
    return (performance.now() - this.startedAt) / 1000
  }
}
