interface Destination {
  write(line: string): void
}

const errorLevel = 50

/**
 * Log lines on standard output, written together ten times a second: a line for each request, each on its own, cost
 * more than the request's reading. What broke is written at once, and so is the rest when the program ends.
 */
export function openLog(write: (text: string) => void = (text) => void process.stdout.write(text)): Destination {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const text = waiting
    waiting = ''
    if (text) write(text)
  }
  process.on('exit', flush)
  return {
    // pino tells a stream with this mark the level of each line.
    [Symbol.for('pino.metadata')]: true,
    write(line) {
      waiting += line
      if ((this as { lastLevel?: number }).lastLevel! >= errorLevel) return flush()
      timer ??= setTimeout(flush, 100)
    },
  } as Destination
}
