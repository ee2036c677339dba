export { SideSheet } from './side-sheet.tsx'
