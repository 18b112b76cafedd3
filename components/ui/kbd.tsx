/** A key cap. Hidden where there is no keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-[4px] border border-kumo-line bg-kumo-base px-1 font-mono text-[11px]/4 text-kumo-subtle max-md:hidden">
      {children}
    </kbd>
  )
}
