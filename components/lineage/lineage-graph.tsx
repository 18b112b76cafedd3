"use client"

import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { classNames } from "@/components/ui/class-names"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import {
  getLineage,
  LINEAGE_KINDS,
  type Lineage,
  type LineageFocus,
  type LineageNode,
} from "@/lib/contracts/lineage"
import { NODE, type PlacedNode, placeLineage } from "./layout"
import { KIND_WORDS, nodeHref } from "./node-link"

/** From the teacher's runs over labels, recipe and dataset to the students and where they were judged. */
export function LineageGraph({ kind, id }: LineageFocus) {
  const query = useQuery(routeQuery(getLineage, { kind, id }))
  const lineage = query.data
  return (
    <Panel
      title="Lineage"
      note={lineage?.isPartial ? "the first fifty of each kind" : "what it comes from, and what came of it"}
    >
      {query.error && !lineage && (
        <LoadError
          title="The lineage did not load."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {!lineage && !query.error && <Skeleton className="m-3 h-14" />}
      {lineage && lineage.edges.length === 0 && (
        <p className="p-3 text-kumo-subtle text-note">
          No dataset was made of it yet, and none is behind it.
        </p>
      )}
      {lineage && lineage.edges.length > 0 && (
        <>
          <Graph lineage={lineage} />
          <NodeList nodes={lineage.nodes} />
        </>
      )}
    </Panel>
  )
}

function Graph({ lineage }: { lineage: Lineage }) {
  const { width, height, nodes, edges } = placeLineage(lineage)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label="Lineage as a graph" tabIndex={0} className="overflow-x-auto p-3 max-md:hidden">
      <div className="relative mx-auto" style={{ width, height }}>
        <svg width={width} height={height} className="absolute inset-0" aria-hidden="true">
          {edges.map(({ key, path }) => (
            <path
              key={key}
              d={path}
              fill="none"
              className="stroke-current text-kumo-inactive"
              strokeWidth={1.5}
            />
          ))}
        </svg>
        {nodes.map((node) => (
          <Node key={node.key} node={node} />
        ))}
      </div>
    </section>
  )
}

function Node({ node }: { node: PlacedNode }) {
  const href = nodeHref(node)
  const box = classNames(
    "absolute flex flex-col justify-center rounded-md bg-kumo-base px-2 ring",
    node.isFocus ? "bg-accent-tint ring-accent" : "ring-kumo-line",
    href !== null && !node.isFocus && "hover:bg-kumo-tint",
  )
  const style = { left: node.x, top: node.y, width: NODE.width, height: NODE.height }
  const body = (
    <>
      <span className="truncate text-head text-kumo-subtle" title={node.detail}>
        {KIND_WORDS[node.kind]}
        {node.detail && ` · ${node.detail}`}
      </span>
      <span className="truncate font-medium text-note" title={node.title}>
        {node.title}
      </span>
    </>
  )
  if (href === null || node.isFocus) {
    return (
      <div className={box} style={style} aria-current={node.isFocus ? "page" : undefined}>
        {body}
      </div>
    )
  }
  return (
    <Link href={href} className={box} style={style}>
      {body}
    </Link>
  )
}

/** The same on a phone. */
function NodeList({ nodes }: { nodes: readonly LineageNode[] }) {
  const kinds = LINEAGE_KINDS.filter((kind) => nodes.some((node) => node.kind === kind))
  return (
    <dl className="flex flex-col gap-2 p-3 text-note md:hidden">
      {kinds.map((kind) => (
        <div key={kind} className="grid grid-cols-[84px_minmax(0,1fr)] gap-2">
          <dt className="text-kumo-subtle">{KIND_WORDS[kind]}</dt>
          <dd className="flex min-w-0 flex-col gap-1">
            {nodes
              .filter((node) => node.kind === kind)
              .map((node) => (
                <ListedNode key={node.key} node={node} />
              ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ListedNode({ node }: { node: LineageNode }) {
  const href = nodeHref(node)
  return (
    <div className="flex min-w-0 justify-between gap-2">
      {href === null || node.isFocus ? (
        <span className="min-w-0 truncate font-medium">{node.title}</span>
      ) : (
        <TextLink href={href} className="min-w-0 truncate">
          {node.title}
        </TextLink>
      )}
      <span className="shrink-0 text-kumo-subtle">{node.detail}</span>
    </div>
  )
}
