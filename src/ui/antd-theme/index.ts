export * from './antd-theme.tsx'
