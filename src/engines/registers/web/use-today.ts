import { shanghaiDate } from '#kernel/time'
import { useNow } from '#ui/time'

/** The civil date in Shanghai, by the server's clock. */
export const useToday = (): string => shanghaiDate(useNow())
