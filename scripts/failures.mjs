// What failed, once more at the end: a log is read from its end, and often only its end is kept.
import { readFileSync } from 'node:fs'

/** The failed tests of a Vitest JSON report, each as lines that begin with "!! ". */
export function failuresOf(report) {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed')
    if (failed.length === 0 && status === 'failed') return told(name, message)
    return failed.flatMap(({ fullName, failureMessages }) => told(`${name}: ${fullName}`, failureMessages.join('\n')))
  })
}

function told(what, why) {
  return [
    what,
    ...String(why ?? '')
      .split('\n')
      .slice(0, 25),
  ].map((line) => `!! ${line.slice(0, 400)}`)
}
