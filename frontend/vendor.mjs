// Copies browser assets, unmodified, from installed npm packages into suite/core/static/vendor, with their licences and
// a list of versions, and builds the one icon sprite. For developers: `npm install && npm run vendor`.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "..", "suite", "core", "static");

const packages = [
  { name: "@tabler/core", folder: "tabler", files: ["dist/css/tabler.min.css"] },
  { name: "@tabler/icons", folder: "tabler-icons", files: [] },
  { name: "htmx.org", folder: "htmx", files: ["dist/htmx.min.js"] },
  { name: "tom-select", folder: "tom-select", files: ["dist/js/tom-select.popular.min.js"] },
  {
    name: "@fontsource-variable/hanken-grotesk",
    folder: "hanken-grotesk",
    files: ["files/hanken-grotesk-latin-wght-normal.woff2"],
  },
];

// Bundled into editor.js by build.mjs: nothing is copied but the licence and the versions.
const bundled = ["model", "state", "view", "transform", "commands", "history", "inputrules", "keymap", "schema-list", "tables"];
packages.push(...bundled.map((part) => ({ name: `prosemirror-${part}`, folder: "prosemirror", files: [] })));

function copyPackages() {
  const vendor = join(target, "vendor");
  rmSync(vendor, { recursive: true, force: true });
  const versions = packages.map(({ name, folder, files }) => {
    const source = join(modules, name);
    const { version, license } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    mkdirSync(join(vendor, folder), { recursive: true });
    for (const file of files) cpSync(join(source, file), join(vendor, folder, file.split("/").pop()));
    // @tabler/core ships no licence file; it is the same MIT text and author as @tabler/icons.
    const text = existsSync(join(source, "LICENSE")) ? source : join(modules, "@tabler/icons");
    cpSync(join(text, "LICENSE"), join(vendor, folder, "LICENSE"));
    return { name, version, license, folder };
  });
  writeFileSync(join(vendor, "VERSI.json"), JSON.stringify(versions, null, 2) + "\n");
}

function buildSprite() {
  const names = readFileSync(join(here, "ikon.txt"), "utf8").split("\n").map((line) => line.trim());
  const symbols = names.filter((name) => name && !name.startsWith("#")).map((name) => {
    const filled = name.startsWith("filled/");
    const file = join(modules, "@tabler/icons/icons", filled ? name : `outline/${name}`) + ".svg";
    const paths = readFileSync(file, "utf8")
      .replace(/^[\s\S]*?<svg[^>]*>/, "")
      .replace("</svg>", "")
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
      .replace(/\s*\n\s*/g, "")
      .replace(/ \/>/g, "/>");
    const paint = filled ? ' fill="currentColor" stroke="none"' : "";
    return `<symbol id="${filled ? name.slice(7) + "-isi" : name}" viewBox="0 0 24 24"${paint}>${paths}</symbol>`;
  });
  writeFileSync(
    join(target, "ikon.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Tabler icons, MIT: see vendor/tabler-icons -->\n${symbols.join("\n")}\n</svg>\n`,
  );
  return symbols.length;
}

copyPackages();
console.log(`${packages.length} packages, ${buildSprite()} icons`);
