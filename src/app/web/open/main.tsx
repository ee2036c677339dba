import './open.css'
import { createRoot } from 'react-dom/client'
import { must } from '#kernel/assert'
import { loadFontWhereMissing } from '../light/font.ts'
import { App } from './app.tsx'

loadFontWhereMissing()

createRoot(must(document.getElementById('root'), '#root')).render(<App />)
