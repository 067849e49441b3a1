// Bundles the letter editor (ProseMirror) into suite/core/static/editor.js, which is committed beside its source.
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
await build({
  entryPoints: [join(here, "editor/index.js")],
  outfile: join(here, "../suite/core/static/editor.js"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "none",
  banner: { js: "/* Letter editor: source in frontend/editor; ProseMirror, MIT, see vendor/prosemirror/LICENSE */" },
});
