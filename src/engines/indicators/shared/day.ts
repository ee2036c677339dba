import { z } from 'zod'

/** A day that calendars and comparisons with the year before can name. */
export const Day = z.iso.date().regex(/^20\d\d-/)
