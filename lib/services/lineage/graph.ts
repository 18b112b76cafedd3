import type { Lineage, LineageKind, LineageNode } from "@/lib/contracts/lineage"

type NewNode = Omit<LineageNode, "isFocus" | "pipelineId"> & { pipelineId?: string | null }

/** Nodes and edges, each once, with what was asked about marked: a model can be a teacher here and a student there. */
export class LineageGraph {
  readonly #focus: readonly string[]
  readonly #nodes = new Map<string, LineageNode>()
  readonly #edges = new Map<string, Lineage["edges"][number]>()
  isPartial = false

  constructor(...focus: string[]) {
    this.#focus = focus
  }

  add(node: NewNode): void {
    if (this.#nodes.has(node.key)) return
    this.#nodes.set(node.key, { pipelineId: null, ...node, isFocus: this.#focus.includes(node.key) })
  }

  has(key: string): boolean {
    return this.#nodes.has(key)
  }

  link(from: string, to: string): void {
    this.#edges.set(`${from} ${to}`, { from, to })
  }

  /** Edges whose ends are both there. */
  finish(): Lineage {
    const edges = [...this.#edges.values()].filter(({ from, to }) => this.has(from) && this.has(to))
    return { nodes: [...this.#nodes.values()], edges, isPartial: this.isPartial }
  }
}

export function lineageKey(kind: LineageKind, id: string): string {
  return `${kind} ${id}`
}
