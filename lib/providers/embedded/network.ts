import { createRandom, type Random } from "@/lib/domain/random"

/** Sizes of the student: 2^bits hashed features, `hidden` units, one output per action. */
export interface NetworkShape {
  bits: number
  hidden: number
  actions: number
}

/** Embedding bag -> ReLU -> softmax. Row-major tables: `embedding` is 2^bits x hidden, `output` is actions x hidden. */
export interface Network {
  shape: NetworkShape
  embedding: Float32Array
  hiddenBias: Float32Array
  output: Float32Array
  outputBias: Float32Array
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export function createNetwork(shape: NetworkShape, seed: number): Network {
  const random = createRandom(seed)
  const fill = (length: number, scale: number) =>
    Float32Array.from({ length }, () => gaussian(random) * scale)
  return {
    shape,
    embedding: fill(2 ** shape.bits * shape.hidden, 0.1),
    hiddenBias: new Float32Array(shape.hidden),
    output: fill(shape.actions * shape.hidden, 1 / Math.sqrt(shape.hidden)),
    outputBias: new Float32Array(shape.actions),
  }
}

export function cloneNetwork(network: Network): Network {
  return {
    shape: network.shape,
    embedding: network.embedding.slice(),
    hiddenBias: network.hiddenBias.slice(),
    output: network.output.slice(),
    outputBias: network.outputBias.slice(),
  }
}

/** Writes the hidden activations into `hidden` (length hidden). */
export function computeHidden(network: Network, features: Int32Array, hidden: Float32Array): void {
  const width = network.shape.hidden
  hidden.set(network.hiddenBias)
  for (let index = 0; index < features.length; index++) {
    const row = (features[index] as number) * width
    for (let unit = 0; unit < width; unit++) hidden[unit]! += network.embedding[row + unit]!
  }
  for (let unit = 0; unit < width; unit++) if (hidden[unit]! < 0) hidden[unit] = 0
}

/** Logits differ from the largest by at most this: keeps the softmax clear of denormal numbers, which are slow. */
const LOGIT_FLOOR = -30

/** Writes log-probabilities of the actions into `logProbs` (length actions), at the given temperature. */
export function computeLogProbs(
  network: Network,
  hidden: Float32Array,
  logProbs: Float64Array,
  temperature = 1,
): void {
  const { hidden: width, actions } = network.shape
  let largest = Number.NEGATIVE_INFINITY
  for (let action = 0; action < actions; action++) {
    let logit = network.outputBias[action]!
    const row = action * width
    for (let unit = 0; unit < width; unit++) logit += network.output[row + unit]! * hidden[unit]!
    logProbs[action] = logit / temperature
    if (logProbs[action]! > largest) largest = logProbs[action]!
  }
  let total = 0
  for (let action = 0; action < actions; action++) {
    logProbs[action] = Math.max(logProbs[action]! - largest, LOGIT_FLOOR)
    total += Math.exp(logProbs[action]!)
  }
  const normaliser = Math.log(total)
  for (let action = 0; action < actions; action++) logProbs[action]! -= normaliser
}
