import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import type { Text as Said } from '#kernel/text'
import { mergeBlocks, reports, tooMuchIn, type Block, type EditionView } from '#engines/reports/shared'
import { ask, isRefusal, perform, useStreet, Unreachable } from '#ui/operations'

const pause = 1200
const retry = 6000

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'writing' | 'saving' | 'offline' }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'too_much'; readonly words: Said }

/** What came together when two wrote at once. */
export interface Together {
  readonly by: string
  readonly doubled: number
}

interface Text {
  readonly version: number
  readonly title: string
  readonly blocks: readonly Block[]
}

const isSame = (a: Text, b: Text) => a.title === b.title && JSON.stringify(a.blocks) === JSON.stringify(b.blocks)

/**
 * The text as it is written, saved a moment after each pause. Where someone else saved first, his text is taken and one's
 * own is put to it: nothing that either wrote is lost, and the writer is told.
 */
export function useDraft(edition: EditionView) {
  const street = useStreet()
  const client = useQueryClient()
  const { id } = edition
  const base = useRef<Text>(edition)
  const own = useRef<Text>(edition)
  const [shown, setShown] = useState<Text>(edition)
  const [revision, setRevision] = useState(0)
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: null })
  const [together, setTogether] = useState<Together | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const isSaving = useRef(false)
  const again = useRef(() => {})

  const show = useCallback((text: Text) => {
    own.current = text
    setShown(text)
    setRevision((before) => before + 1)
  }, [])

  const join = useCallback(async () => {
    const theirs = await ask(street, reports.edition, { id })
    const { blocks, doubled } = mergeBlocks(base.current.blocks, own.current.blocks, theirs.blocks, newId)
    const title = own.current.title === base.current.title ? theirs.title : own.current.title
    base.current = theirs
    show({ version: theirs.version, title, blocks })
    setTogether({ by: theirs.changedBy, doubled: doubled.length })
  }, [street, id, show])

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (isSaving.current) return
    const words = tooMuchIn(own.current.blocks)
    if (words) return setState({ kind: 'too_much', words })
    isSaving.current = true
    try {
      for (let tries = 0; !isSame(base.current, own.current) && tries < 4; tries++) {
        setState({ kind: 'saving' })
        const sent = own.current
        try {
          const { version, savedAt } = await perform(street, reports.save, {
            id,
            version: base.current.version,
            title: sent.title,
            blocks: [...sent.blocks],
          })
          base.current = { ...sent, version }
          setState({ kind: 'saved', at: savedAt })
          // What was put in just now gets its value.
          void client.invalidateQueries({ queryKey: [street, reports.edition.name] })
        } catch (thrown) {
          if (!isRefusal(thrown, 'edition_changed_meanwhile')) throw thrown
          await join()
        }
      }
      if (isSame(base.current, own.current))
        setState((now) => (now.kind === 'saved' ? now : { kind: 'saved', at: null }))
    } catch (thrown) {
      if (thrown instanceof Unreachable) {
        setState({ kind: 'offline' })
        timer.current = setTimeout(() => again.current(), retry)
      } else setState({ kind: 'refused', error: thrown })
    } finally {
      isSaving.current = false
    }
  }, [street, id, join, client])

  useEffect(() => {
    again.current = () => void save()
  }, [save])

  const change = useCallback(
    (changed: Partial<Pick<Text, 'title' | 'blocks'>>) => {
      own.current = { ...own.current, ...changed }
      setShown(own.current)
      setState({ kind: 'writing' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), pause)
    },
    [save],
  )

  // Someone else saved while nothing of one's own was unsaved: his text is simply shown.
  useEffect(() => {
    if (edition.version <= base.current.version) return
    if (isSaving.current || !isSame(base.current, own.current)) return
    base.current = edition
    show(edition)
  }, [edition, show])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!isSame(base.current, own.current)) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      clearTimeout(timer.current)
      if (!isSame(base.current, own.current)) void save()
    }
  }, [save])

  return {
    shown,
    revision,
    state,
    together,
    change,
    save,
    isUnsaved: state.kind !== 'saved',
    tellTogether: setTogether,
  }
}
