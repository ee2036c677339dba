export { PagedList } from './paged-list.tsx'
export { usePages } from './use-pages.ts'
