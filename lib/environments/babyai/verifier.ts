import { findMatches, type Instruction, type Target } from "./mission"
import { type Action, frontOf, type Thing, type World } from "./world"

/** Follows one instruction through an attempt: `verify` once a step says whether that step fulfilled it. */
interface Verifier {
  verify(action: Action | null): boolean
  /** Something may have been put down: places are looked up anew. */
  refresh(): void
}

/**
 * Builds the check of an instruction on the world as it starts: the things meant are the ones that match now. Call the
 * result after every step with the action taken; true means the mission is complete. Wrong objects never fail a mission
 * (Minigrid's default, non-strict levels).
 */
export function createCheck(world: World, instruction: Instruction): (action: Action | null) => boolean {
  const verifier = createVerifier(world, instruction)
  return (action) => {
    if (action === "drop") verifier.refresh()
    return verifier.verify(action)
  }
}

function createVerifier(world: World, instruction: Instruction): Verifier {
  switch (instruction.verb) {
    case "goto":
      return verifyGoTo(world, instruction.target)
    case "pickup":
      return verifyPickUp(world, instruction.target)
    case "open":
      return verifyOpen(world, instruction.target)
    case "putnext":
      return verifyPutNext(world, instruction.target, instruction.fixed)
    case "sequence":
      return verifySequence(
        createVerifier(world, instruction.first),
        createVerifier(world, instruction.second),
      )
  }
}

/**
 * Places of the things meant as Minigrid keeps them: taken at the start and looked up again only on a drop, so something
 * that was picked up keeps its old place until then.
 */
function trackPlaces(world: World, target: Target) {
  const meant = findMatches(world, target)
  let places = meant.map(({ x, y }) => ({ x, y }))
  return {
    some: (test: (x: number, y: number) => boolean) => places.some(({ x, y }) => test(x, y)),
    refresh() {
      places = meant.filter((thing) => world.cells.includes(thing)).map(({ x, y }) => ({ x, y }))
    },
  }
}

function verifyGoTo(world: World, target: Target): Verifier {
  const places = trackPlaces(world, target)
  return {
    refresh: places.refresh,
    verify() {
      const front = frontOf(world)
      return places.some((x, y) => x === front.x && y === front.y)
    },
  }
}

function verifyPickUp(world: World, target: Target): Verifier {
  const meant = findMatches(world, target)
  let carriedBefore: Thing | null = null
  return {
    refresh() {},
    verify(action) {
      const held = carriedBefore
      carriedBefore = world.carrying
      if (action !== "pick up" || held || !world.carrying) return false
      return meant.includes(world.carrying)
    },
  }
}

function verifyOpen(world: World, target: Target): Verifier {
  const meant = findMatches(world, target)
  return {
    refresh() {},
    verify(action) {
      if (action !== "toggle") return false
      const { thing } = frontOf(world)
      return thing !== null && thing.doorState === "open" && meant.includes(thing)
    },
  }
}

function verifyPutNext(world: World, target: Target, fixed: Target): Verifier {
  const movable = findMatches(world, target)
  const places = trackPlaces(world, fixed)
  let carriedBefore: Thing | null = null
  return {
    refresh: places.refresh,
    verify(action) {
      const moved = carriedBefore
      carriedBefore = world.carrying
      if (action !== "drop" || !moved || !movable.includes(moved)) return false
      return places.some((x, y) => Math.abs(x - moved.x) + Math.abs(y - moved.y) === 1)
    },
  }
}

/** The second part is first looked at in the very step that fulfils the first. */
function verifySequence(first: Verifier, second: Verifier): Verifier {
  let firstDone = false
  return {
    refresh() {
      first.refresh()
      second.refresh()
    },
    verify(action) {
      firstDone ||= first.verify(action)
      return firstDone && second.verify(action)
    },
  }
}
