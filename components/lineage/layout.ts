import { LINEAGE_KINDS, type Lineage, type LineageNode } from "@/lib/contracts/lineage"

export const NODE = { width: 130, height: 46, gapX: 20, gapY: 8 } as const

export interface PlacedNode extends LineageNode {
  x: number
  y: number
}

export interface PlacedLineage {
  width: number
  height: number
  nodes: PlacedNode[]
  /** As the path of a curve. */
  edges: { key: string; path: string }[]
}

/** One column for each kind that there is, in the order of descent; columns are centred on each other. */
export function placeLineage({ nodes, edges }: Pick<Lineage, "nodes" | "edges">): PlacedLineage {
  const columns = LINEAGE_KINDS.map((kind) => nodes.filter((node) => node.kind === kind)).filter(
    (column) => column.length > 0,
  )
  const heightOf = (count: number) => count * (NODE.height + NODE.gapY) - NODE.gapY
  const height = Math.max(0, ...columns.map((column) => heightOf(column.length)))
  const placed = columns.flatMap((column, index) =>
    column.map((node, row) => ({
      ...node,
      x: index * (NODE.width + NODE.gapX),
      y: (height - heightOf(column.length)) / 2 + row * (NODE.height + NODE.gapY),
    })),
  )
  const byKey = new Map(placed.map((node) => [node.key, node]))
  return {
    width: Math.max(0, columns.length * (NODE.width + NODE.gapX) - NODE.gapX),
    height,
    nodes: placed,
    edges: edges.flatMap(({ from, to }) => {
      const [start, end] = [byKey.get(from), byKey.get(to)]
      return start && end ? [{ key: `${from} ${to}`, path: curve(start, end) }] : []
    }),
  }
}

function curve(start: PlacedNode, end: PlacedNode): string {
  const [x1, y1] = [start.x + NODE.width, start.y + NODE.height / 2]
  const [x2, y2] = [end.x, end.y + NODE.height / 2]
  const bend = NODE.gapX / 2
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
