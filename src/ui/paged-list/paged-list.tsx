import type { ReactElement, ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { Button, Unanswered, Waiting } from '#ui'
import { useText } from '#ui/text'

interface Pages<T> {
  readonly items: readonly T[]
  readonly data: unknown
  readonly error: unknown
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  refetch(): unknown
  fetchNextPage(): unknown
}

/** What `usePages` read so far: waiting, not answered, nothing there, or the lines and the button for more of them. */
export function PagedList<T>({
  list,
  refusals,
  empty,
  more = ['继续载入', 'Load more'],
  children,
}: {
  list: Pages<T>
  refusals: Readonly<Record<string, Text>>
  empty: ReactElement
  more?: Text
  children: (items: readonly T[]) => ReactNode
}) {
  const text = useText()
  if (!list.data) return list.error ? <Unanswered asked={list} refusals={refusals} /> : <Waiting />
  return (
    <>
      {list.items.length === 0 ? empty : children(list.items)}
      {list.hasNextPage && (
        <div className="form-buttons">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(more)}
          </Button>
        </div>
      )}
    </>
  )
}
