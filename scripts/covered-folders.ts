/** What decides a vote or proves it: every line and branch of it is tested, and every change of it is noticed. */
export const coveredFolders = [
  'src/engines/ballots/server/crypto',
  'src/engines/ballots/shared/belenios',
  'src/engines/ballots/shared/rules',
  'src/engines/ballots/shared/electorate',
  'src/engines/ballots/shared/decide',
  'src/engines/ballots/shared/record',
  'src/engines/notary/shared',
]

/** What runs in threads of its own, where V8's counters do not look. */
export const uncovered = ['src/engines/ballots/server/crypto/verify-worker.ts']
