export { ActForm, Unfolded, type Act } from './act-form.tsx'
