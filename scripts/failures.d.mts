export function failuresOf(report: string): string[]
