import type { Address } from '#engines/registers/shared'

/** What a duty officer takes down on the telephone: an address, a caller, a sentence. */
export function sampleCase(address: Pick<Address, 'id' | 'text'>, caseId: string) {
  return {
    caseId,
    type: 'grid-patrol',
    source: 'phone' as const,
    upstreamNo: null,
    title: `${address.text}门口堆放建筑垃圾`,
    description: '居民来电反映门口人行道堆放建筑垃圾两天无人清理，夹杂碎玻璃，老人出行不便，希望尽快清运。',
    category: 'gb2026:m:06012',
    answers: {},
    addressId: address.id,
    place: address.text,
    callerName: '王先生',
    callerPhone: '19900008000',
    selfDisposed: false,
    photos: [],
  }
}
