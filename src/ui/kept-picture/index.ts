export * from './kept-picture.ts'
