import { hash, verify } from '@node-rs/argon2'
import { policy } from './policy.ts'

/** OWASP's advice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

export async function isPassword(stored: string, password: string): Promise<boolean> {
  return await verify(stored, password)
}

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

export function isStrong(password: string): boolean {
  const length = [...password].length
  if (length < policy.passwordLength || length > policy.passwordLengthMost) return false
  return classes.filter((kind) => kind.test(password)).length >= policy.passwordClasses
}
