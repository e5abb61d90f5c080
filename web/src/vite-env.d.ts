/// <reference types="svelte" />
/// <reference types="vite/client" />

declare module 'd3-flextree';
