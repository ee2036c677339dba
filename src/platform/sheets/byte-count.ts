/**
 * How much of a file its rows take: what was read between two handfuls of rows is shared among the later ones, since a
 * handful may be the whole of a small file.
 */
export function byteCount(onBytes?: (bytes: number) => void) {
  let unshared = 0

  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      unshared += chunk.length
      yield chunk
    }
  }

  function* shared<Row>(rows: readonly Row[]): Generator<Row> {
    const each = unshared / rows.length
    unshared = 0
    for (const row of rows) {
      onBytes?.(each)
      yield row
    }
  }

  return { counted, shared }
}
export type ByteCount = ReturnType<typeof byteCount>
