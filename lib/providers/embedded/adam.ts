/** Adam with decoupled weight decay (Loshchilov & Hutter 2019) over rows of one table; rows without gradient are left alone. */
export class LazyAdam {
  readonly #values: Float32Array
  readonly #width: number
  readonly #gradient: Float32Array
  readonly #first: Float32Array
  readonly #second: Float32Array
  readonly #touched: Int32Array
  readonly #isTouched: Uint8Array
  #count = 0

  constructor(values: Float32Array, width: number) {
    this.#values = values
    this.#width = width
    this.#gradient = new Float32Array(values.length)
    this.#first = new Float32Array(values.length)
    this.#second = new Float32Array(values.length)
    this.#touched = new Int32Array(values.length / width)
    this.#isTouched = new Uint8Array(values.length / width)
  }

  /** Adds `scale * direction` to the gradient of one row. */
  accumulate(row: number, direction: Float32Array, scale: number): void {
    if (this.#isTouched[row] === 0) {
      this.#isTouched[row] = 1
      this.#touched[this.#count++] = row
    }
    const start = row * this.#width
    for (let unit = 0; unit < this.#width; unit++) this.#gradient[start + unit]! += scale * direction[unit]!
  }

  /** One update of the touched rows; `update` counts from 1. Betas .9 and .99. */
  step(update: number, learningRate: number, weightDecay: number): void {
    const firstCorrection = 1 / (1 - 0.9 ** update)
    const secondCorrection = 1 / (1 - 0.99 ** update)
    const shrink = 1 - learningRate * weightDecay
    for (let index = 0; index < this.#count; index++) {
      const row = this.#touched[index]!
      this.#isTouched[row] = 0
      const end = (row + 1) * this.#width
      for (let at = row * this.#width; at < end; at++) {
        const gradient = this.#gradient[at]!
        this.#gradient[at] = 0
        const first = 0.9 * this.#first[at]! + 0.1 * gradient
        // Denormal floats slow the loop several-fold; below 1e-25 a moment is zero for every purpose.
        this.#first[at] = Math.abs(first) < 1e-25 ? 0 : first
        this.#second[at] = 0.99 * this.#second[at]! + 0.01 * gradient * gradient + 1e-30
        const direction =
          (this.#first[at]! * firstCorrection) / (Math.sqrt(this.#second[at]! * secondCorrection) + 1e-8)
        this.#values[at] = this.#values[at]! * shrink - learningRate * direction
      }
    }
    this.#count = 0
  }
}
