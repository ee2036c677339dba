/** The outcome of a decision: plain data, so that it crosses the wire. Expected refusals are values; bugs throw. */
export type Result<T, E extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function err<const E extends string>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}
