const WIDTH = 24
const REDRAW_MS = 100

function formatBytes(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`
}

function formatSeconds(seconds: number): string {
  return seconds < 60
    ? `${Math.ceil(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`
}

/** Draws `label [####----] 42 %  12.3 MB of 30 MB  8.1 MB/s  3 s left` on a terminal, and nothing anywhere else. */
export class ProgressBar {
  private readonly label: string
  private readonly total: number
  private readonly stream: NodeJS.WriteStream
  private readonly startedAt = performance.now()
  private drawnAt = 0

  constructor(label: string, total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.label = label
    this.total = total
    this.stream = stream
  }

  update(done: number): void {
    const now = performance.now()
    if (!this.stream.isTTY || now - this.drawnAt < REDRAW_MS) return
    this.drawnAt = now
    this.stream.write(`\r\x1b[2K${this.describe(done, now)}`)
  }

  /** Leaves an empty line, so that what follows starts at its beginning. */
  clear(): void {
    if (this.stream.isTTY) this.stream.write("\r\x1b[2K")
  }

  private describe(done: number, now: number): string {
    const share = this.total > 0 ? Math.min(1, done / this.total) : 1
    const filled = Math.round(share * WIDTH)
    const rate = done / Math.max(0.001, (now - this.startedAt) / 1000)
    const left = rate > 0 ? ` ${formatSeconds((this.total - done) / rate)} left` : ""
    const amount = `${formatBytes(done)} of ${formatBytes(this.total)}  ${formatBytes(rate)}/s `
    const bar = "#".repeat(filled) + "-".repeat(WIDTH - filled)
    return `${this.label} [${bar}] ${Math.floor(share * 100)} %  ${amount}${left}`
  }
}
