/** Everything that can be wrong with an archive or between the two of a vote. */
export const archiveFindingCodes = [
  'archive_header_wrong',
  'archive_too_large',
  'archive_truncated',
  'file_header_wrong',
  'file_too_large',
  'file_name_wrong',
  'file_hash_wrong',
  'file_not_text',
  'file_repeated',
  'too_many_files',
  'event_malformed',
  'event_unsupported',
  'event_out_of_order',
  'event_chain_broken',
  'event_height_wrong',
  'event_payload_missing',
  'event_payload_malformed',
  'data_unreferenced',
  'earlier_event_missing',
  'election_wrong',
  'election_key_wrong',
  'trustees_wrong',
  'credentials_malformed',
  'credential_not_in_group',
  'credential_repeated',
  'credential_weight_wrong',
  'ballot_wrong',
  'tally_malformed',
  'tally_wrong',
  'num_tallied_wrong',
  'total_weight_wrong',
  'factors_owner_unknown',
  'factors_repeated',
  'factors_malformed',
  'factor_not_in_group',
  'factor_proof_wrong',
  'factors_insufficient',
  'result_malformed',
  'result_wrong',
  'result_above_total',
  'result_sum_wrong',
  'area_archive_unweighted',
  'head_archive_weighted',
  'archives_election_differ',
  'archives_trustees_differ',
  'archives_credentials_differ',
  'archives_ballots_differ',
  'archives_num_tallied_differ',
  'archives_results_disagree',
  'roll_not_of_election',
  'weights_not_of_roll',
  'openings_malformed',
  'openings_vote_not_named',
  'openings_ballot_missing',
  'openings_ballot_unknown',
  'openings_factors_wrong',
  'openings_choice_wrong',
  'openings_totals_differ',
] as const
export type ArchiveFindingCode = (typeof archiveFindingCodes)[number]

export interface ArchiveFinding {
  readonly code: ArchiveFindingCode
  /** For example `event 12`, `trustee 2`, `question 1 answer 3`. */
  readonly where: string
  /** What else there is to say: the code of a narrower check, or what was expected and found. */
  readonly detail: string
}

export function finding(code: ArchiveFindingCode, where: string, detail = ''): ArchiveFinding {
  return { code, where, detail }
}
