import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { encryptionTo } from './encryption.ts'
import type { Encryption } from './encryption.ts'
import { groupNamed, isGroupName } from './named-groups.ts'
import type { Group, GroupName } from './group.ts'
import { hashJson } from './hash.ts'
import { asRecord, hasFields, isCanonicalJson, parseJson } from './strict-json.ts'

export interface ElectionQuestion {
  readonly question: string
  readonly answers: readonly string[]
  readonly min: number
  readonly max: number
}

export interface Election {
  readonly uuid: string
  /** The fingerprint that every ballot names: of the very bytes of the file. */
  readonly hash: string
  readonly name: string
  readonly description: string
  readonly group: GroupName
  readonly publicKey: string
  readonly questions: readonly ElectionQuestion[]
  readonly administrator?: string
  readonly credentialAuthority?: string
}

export type ElectionFault =
  | 'election_too_large'
  | 'election_not_json'
  | 'election_not_canonical'
  | 'election_wrong_shape'
  | 'election_version_unknown'
  | 'election_group_unknown'
  | 'election_key_not_in_group'
  | 'election_question_unsupported'

export const electionLimits = { characters: 262_144, questions: 100, answers: 200 } as const

const uuidForm = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/

function parseQuestion(value: unknown): ElectionQuestion | undefined {
  const given = asRecord(value)
  if (!given || !hasFields(given, ['answers', 'min', 'max', 'question'], ['blank'])) return undefined
  const { answers, min, max, question } = given
  // A blank vote changes the proofs; abstention is an answer of its own here.
  if (given['blank'] !== undefined && given['blank'] !== false) return undefined
  if (typeof question !== 'string' || !Array.isArray(answers)) return undefined
  if (answers.length === 0 || answers.length > electionLimits.answers) return undefined
  if (!answers.every((each): each is string => typeof each === 'string')) return undefined
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) return undefined
  const [least, most] = [Number(min), Number(max)]
  if (least < 0 || most < least || most > answers.length) return undefined
  return { question, answers, min: least, max: most }
}

function isElectionKey(group: GroupName, publicKey: string): boolean {
  const { decode, equal, one } = groupNamed(group)
  const key = decode(publicKey)
  return key !== undefined && !equal(key, one)
}

/** Reads election.json as it stands in the archive: one line, without the line end that belenios-tool prints after it. */
export function parseElection(text: string): Result<Election, ElectionFault> {
  if (text.length > electionLimits.characters) return err('election_too_large')
  const parsed = parseJson(text)
  if (parsed === undefined) return err('election_not_json')
  const given = asRecord(parsed)
  const required = ['version', 'description', 'name', 'group', 'public_key', 'questions', 'uuid']
  if (!given || !hasFields(given, required, ['administrator', 'credential_authority']))
    return err('election_wrong_shape')
  const { description, name, group, public_key: publicKey, uuid, administrator } = given
  const authority = given['credential_authority']
  if (typeof description !== 'string' || typeof name !== 'string') return err('election_wrong_shape')
  if (typeof uuid !== 'string' || !uuidForm.test(uuid)) return err('election_wrong_shape')
  if (administrator !== undefined && typeof administrator !== 'string') return err('election_wrong_shape')
  if (authority !== undefined && typeof authority !== 'string') return err('election_wrong_shape')
  if (given['version'] !== 1) return err('election_version_unknown')
  if (typeof group !== 'string' || !isGroupName(group)) return err('election_group_unknown')
  if (typeof publicKey !== 'string' || !isElectionKey(group, publicKey)) return err('election_key_not_in_group')
  const listed = given['questions']
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > electionLimits.questions)
    return err('election_wrong_shape')
  const questions = listed.map(parseQuestion)
  if (!questions.every((each) => each !== undefined)) return err('election_question_unsupported')
  if (!isCanonicalJson(text, parsed)) return err('election_not_canonical')
  return ok({
    uuid,
    hash: hashJson(text),
    name,
    description,
    group,
    publicKey,
    questions,
    ...(administrator !== undefined && { administrator }),
    ...(authority !== undefined && { credentialAuthority: authority }),
  })
}

/** The text of election.json, which must never be written again in another way: ballots name its hash. */
export function writeElection(election: Omit<Election, 'hash'>): string {
  const { administrator, credentialAuthority } = election
  return JSON.stringify({
    version: 1,
    description: election.description,
    name: election.name,
    group: election.group,
    public_key: election.publicKey,
    questions: election.questions.map(({ answers, min, max, question }) => ({ answers, min, max, question })),
    uuid: election.uuid,
    administrator,
    credential_authority: credentialAuthority,
  })
}

export function electionHash(text: string): string {
  return hashJson(text)
}

/** An election with its key read and the tables made that encrypting and checking need. */
export interface OpenElection<E = unknown> extends Encryption<E> {
  readonly election: Election
}

export function openElection<E>(election: Election, group: Group<E>): OpenElection<E> {
  const publicKey = group.decode(election.publicKey)
  if (group.name !== election.group || publicKey === undefined)
    throw new Error(`The election is in group ${election.group} and its key must be in it.`)
  return { election, ...encryptionTo(group, publicKey) }
}
