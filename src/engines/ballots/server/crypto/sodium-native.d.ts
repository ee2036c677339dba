/** What is used of it: the package brings no types. Calls that libsodium refuses throw. */
declare module 'sodium-native' {
  const sodium: {
    crypto_core_ed25519_is_valid_point(point: Uint8Array): boolean
    crypto_core_ed25519_add(sum: Uint8Array, a: Uint8Array, b: Uint8Array): void
    crypto_core_ed25519_sub(difference: Uint8Array, a: Uint8Array, b: Uint8Array): void
    crypto_scalarmult_ed25519_noclamp(result: Uint8Array, scalar: Uint8Array, point: Uint8Array): void
    crypto_scalarmult_ed25519_base_noclamp(result: Uint8Array, scalar: Uint8Array): void
  }
  export = sodium
}
