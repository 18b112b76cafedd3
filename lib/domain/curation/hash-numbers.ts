/** Numbers 64-bit hashes from 0 in the order in which they first come: a million of them in tens of milliseconds. */
export class HashNumbers {
  private upper = new Int32Array(1024)
  private lower = new Int32Array(1024)
  /** Number + 1 by place; 0 is an empty place. */
  private numbers = new Uint32Array(1024)
  private size = 0

  numberOf(upper: number, lower: number): number {
    if (this.size * 2 >= this.numbers.length) this.grow()
    const place = this.placeOf(upper, lower)
    const known = this.numbers[place] as number
    if (known > 0) return known - 1
    this.put(place, upper, lower, ++this.size)
    return this.size - 1
  }

  get byteLength(): number {
    return this.upper.byteLength + this.lower.byteLength + this.numbers.byteLength
  }

  /** Where it is, or the empty place where it belongs. */
  private placeOf(upper: number, lower: number): number {
    const mask = this.numbers.length - 1
    let place = Math.imul(upper ^ Math.imul(lower, 0x9e3779b1), 0x85ebca6b) >>> 7
    for (place &= mask; (this.numbers[place] as number) > 0; place = (place + 1) & mask) {
      if (this.upper[place] === upper && this.lower[place] === lower) break
    }
    return place
  }

  private put(place: number, upper: number, lower: number, number: number): void {
    this.upper[place] = upper
    this.lower[place] = lower
    this.numbers[place] = number
  }

  private grow(): void {
    const { upper, lower, numbers } = this
    this.upper = new Int32Array(2 * numbers.length)
    this.lower = new Int32Array(2 * numbers.length)
    this.numbers = new Uint32Array(2 * numbers.length)
    for (let place = 0; place < numbers.length; place++) {
      const number = numbers[place] as number
      if (number === 0) continue
      const [high, low] = [upper[place] as number, lower[place] as number]
      this.put(this.placeOf(high, low), high, low, number)
    }
  }
}
