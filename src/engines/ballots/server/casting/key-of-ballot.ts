import { asRecord, parseJson } from '../../shared/belenios/strict-json.ts'

/** The credential that a ballot says it is signed with; nothing of it is checked here. */
export function keyOfBallot(ballot: string): string | undefined {
  const key = asRecord(parseJson(ballot))?.['credential']
  return typeof key === 'string' && key.length <= 1000 ? key : undefined
}
