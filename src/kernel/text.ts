/** What a person reads, in Chinese and in English; both are always there. */
export type Text = readonly [zh: string, en: string]
