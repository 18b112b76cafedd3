"use client"

import type { Icon } from "@phosphor-icons/react"
import { CaretLeftIcon } from "@phosphor-icons/react/dist/ssr/CaretLeft"
import { CaretRightIcon } from "@phosphor-icons/react/dist/ssr/CaretRight"
import { ColumnsIcon } from "@phosphor-icons/react/dist/ssr/Columns"
import Link from "next/link"
import { useState } from "react"
import { sideBySideHref } from "@/components/episode/counterpart"
import { taskText } from "@/components/episode/task-text"
import { taskHref } from "@/components/experiment/links"
import { formatCountOf } from "@/components/format/count"
import { formatUsd } from "@/components/format/usd"
import { useRunEntity } from "@/components/run/use-run-entity"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { EntityName } from "@/components/ui/entity-name"
import { Kbd } from "@/components/ui/kbd"
import { LabelDot } from "@/components/ui/label-dot"
import { OutcomeIcon } from "@/components/ui/outcome-badge"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { ReaderControl } from "./use-reader"

type Attempt = EpisodeDetail["attempts"][number]["episodes"][number]

interface AttemptsColumnProps {
  episode: EpisodeDetail
  reader: ReaderControl
}

/** The task, and everyone who tried it. */
export function AttemptsColumn({ episode, reader }: AttemptsColumnProps) {
  const entity = useRunEntity(reader.experimentId)
  const { task, attempts } = episode
  const all = attempts.flatMap(({ episodes }) => episodes)
  const count = attempts.reduce((sum, group) => sum + group.count, 0)
  const successes = attempts.reduce((sum, group) => sum + group.successCount, 0)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TaskHead task={task} episode={episode} reader={reader} />
      <nav aria-label="Attempts" className="min-h-0 flex-1 overflow-y-auto">
        {attempts.map((group) => (
          <section key={group.run.id} className="border-kumo-hairline border-b px-1.5 py-2">
            <h3 className="flex items-center justify-between gap-2 px-1.5 pb-1">
              <EntityName
                {...entity(group.run.id)}
                name={group.run.name}
                detail={group.run.role === "baseline" ? "baseline" : undefined}
              />
              <span className="shrink-0 text-kumo-subtle text-note tabular">
                {group.successCount} / {group.count}
              </span>
            </h3>
            <ul>
              {group.episodes.map((attempt) => (
                <li key={attempt.id} className="group flex items-center">
                  <AttemptLink
                    attempt={attempt}
                    current={attempt.id === episode.id}
                    href={reader.episodeHref(attempt.id)}
                  />
                  {attempt.id === episode.id ? (
                    <span className="w-[22px] shrink-0 max-md:w-[34px]" />
                  ) : (
                    <Link
                      href={sideBySideHref(reader.experimentId, episode.id, attempt.id)}
                      prefetch={false}
                      aria-label={`Side by side with trial ${attempt.trial + 1} of ${showHidden(group.run.name)}`}
                      className="rounded-sm p-1 text-kumo-subtle opacity-0 hover:text-kumo-default focus-visible:opacity-100 group-hover:opacity-100 max-md:p-2.5 max-md:opacity-100"
                    >
                      <ColumnsIcon size={14} aria-hidden />
                    </Link>
                  )}
                </li>
              ))}
            </ul>
            {group.count > group.episodes.length && (
              <div className="px-1.5 text-head text-kumo-subtle">
                the first {group.episodes.length} of {group.count}
              </div>
            )}
          </section>
        ))}
      </nav>
      <footer className="flex shrink-0 justify-between border-kumo-hairline border-t px-3 py-2 text-kumo-subtle text-note tabular">
        <span>
          {successes} of {formatCountOf(count, "attempt")} succeeded
        </span>
        <span>labelled {all.filter(({ label }) => label !== null).length}</span>
      </footer>
    </div>
  )
}

function TaskHead({
  task,
  episode,
  reader,
}: {
  task: EpisodeDetail["task"]
  episode: EpisodeDetail
  reader: ReaderControl
}) {
  const text = taskText(episode)
  const about = [task.split, task.group].filter(Boolean).join(" · ")
  return (
    <header className="shrink-0 border-kumo-hairline border-b px-3 py-2.5">
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold">
          <Link
            href={taskHref(reader.experimentId, task.no)}
            prefetch={false}
            title="All attempts on one screen"
            className="rounded-sm hover:underline"
          >
            Task {showHidden(task.key)}
          </Link>
        </h2>
        {about && <span className="shrink-0 text-kumo-subtle text-note">{about}</span>}
        <span className="ml-auto flex shrink-0 gap-1">
          <StepEpisode
            label="Previous episode"
            cap="["
            icon={CaretLeftIcon}
            to={episode.previousId}
            reader={reader}
          />
          <StepEpisode
            label="Next episode"
            cap="]"
            icon={CaretRightIcon}
            to={episode.nextId}
            reader={reader}
          />
        </span>
      </div>
      {text && <TaskText text={text} />}
    </header>
  )
}

const SHORT_CHARS = 150

function TaskText({ text }: { text: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <p
        className={classNames(
          "mt-1 text-kumo-subtle text-note [overflow-wrap:anywhere] [unicode-bidi:isolate]",
          open ? "max-h-[40vh] overflow-y-auto whitespace-pre-wrap" : "line-clamp-4",
        )}
      >
        {text}
      </p>
      {text.length > SHORT_CHARS && (
        <Button
          size="xs"
          variant="ghost"
          className="-ml-1.5"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? "Fold" : "Whole task"}
        </Button>
      )}
    </>
  )
}

interface StepEpisodeProps {
  label: string
  /** Its key; on a phone the icon stands in its place. */
  cap: string
  icon: Icon
  to: string | null
  reader: ReaderControl
}

function StepEpisode({ label, cap, icon: PhoneIcon, to, reader }: StepEpisodeProps) {
  return (
    <Button
      variant="ghost"
      size="xs"
      shape="square"
      aria-label={label}
      disabled={to === null}
      onClick={() => reader.goTo(to)}
    >
      <Kbd>{cap}</Kbd>
      <PhoneIcon size={16} className="md:hidden" aria-hidden />
    </Button>
  )
}

function AttemptLink({ attempt, current, href }: { attempt: Attempt; current: boolean; href: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className={classNames(
        "flex h-[25px] min-w-0 flex-1 items-center gap-2 rounded-[4px] px-1.5 tabular hover:bg-kumo-tint",
        current && "bg-kumo-tint",
      )}
    >
      <OutcomeIcon success={attempt.success} />
      <span className="w-12 shrink-0 text-body">trial {attempt.trial + 1}</span>
      <span className="min-w-0 flex-1 truncate text-body text-kumo-subtle">
        {formatCountOf(attempt.stepCount, "step")}
      </span>
      {attempt.costUsd !== null && (
        <span className="text-body text-kumo-subtle">{formatUsd(attempt.costUsd, 4)}</span>
      )}
      <LabelDot verdict={attempt.label} />
    </Link>
  )
}
