import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Boxes of one question share its name, as HTML wants it: what is ticked is posted as a list.
    "form-dup-name": ["error", { shared: ["checkbox", "radio", "submit"] }],
  },
});
