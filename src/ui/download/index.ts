export { download } from './download.ts'
export { saveBlob } from './save-blob.ts'
