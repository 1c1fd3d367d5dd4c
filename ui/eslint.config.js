import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

const noMarkup = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text from outside is shown as text." },
  { selector: "MemberExpression[property.name=/^(inner|outer)HTML$/]", message: "Text from outside is shown as text." },
];

export default defineConfig(
  globalIgnores(["dist", "dist-fake", "src/contract"]),
  js.configs.recommended,
  ts.configs.strict,
  hooks.configs.flat["recommended-latest"] ?? hooks.configs["recommended-latest"],
  {
    files: ["scripts/**"],
    languageOptions: { globals: { console: "readonly", process: "readonly", window: "readonly", document: "readonly", location: "readonly" } },
  },
  {
    rules: {
      "no-restricted-syntax": ["error", ...noMarkup],
      "no-restricted-imports": ["error", { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/platform knows Tauri." }] }],
      "no-control-regex": "off",
      // The rules of the compiler, which this project does not use.
      "react-hooks/refs": "off",
      "react-hooks/set-state-in-effect": "off",
      "react-hooks/immutability": "off",
      "react-hooks/incompatible-library": "off",
      "react-hooks/purity": "off",
      "react-hooks/preserve-manual-memoization": "off",
    },
  },
  { files: ["src/platform/**"], rules: { "no-restricted-imports": "off" } },
);
