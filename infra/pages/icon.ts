const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f4fd8"/><path d="M9 23V9h14M16 16h7v7M23 23 14 14" fill="none" stroke="#fff" stroke-width="3"/></svg>`;

/** The icon of every page, which no request asks for. */
export const ICON = `data:image/svg+xml,${encodeURIComponent(SVG)}`;
