/** Bundles Electron's processes. The window is built once, by vite.config.ts, for every shell. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      // Packages in `dependencies` stay outside: their native parts and data files lie where they expect them.
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: at('main/shells/electron/index.ts'),
          workbench: at('main/shells/electron/workbench.ts'),
          process: at('main/workers/process.ts'),
          typeset: at('main/workers/typeset.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      // A sandboxed preload is one CommonJS file; it can load nothing but Electron.
      rollupOptions: { input: { preload: at('main/shells/electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
});
