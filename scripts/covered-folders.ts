/** What decides a vote or proves it: every line and branch of it is tested, and every change of it is noticed. */
export const coveredFolders = [
  'src/engines/ballots/shared/belenios',
  'src/engines/ballots/shared/rules',
  'src/engines/ballots/shared/electorate',
  'src/engines/ballots/shared/decide',
  'src/engines/ballots/shared/record',
  'src/engines/notary/shared',
]
