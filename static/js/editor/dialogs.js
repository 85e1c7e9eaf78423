/* Questions in the page: a <dialog> with a heading, what it is about, and buttons. Resolves with the button's value, '' for Esc. */
export const make = (name, attributes = {}, ...children) => {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) one.setAttribute(key, value === true ? "" : value);
  one.append(...children.filter((child) => child !== null && child !== undefined));
  return one;
};

let serial = 0;
export const ask = (title, content, buttons, { wide = false } = {}) => new Promise((resolve) => {
  const id = `question-${(serial += 1)}`;
  const form = make("form", { method: "dialog" }, make("h2", { id }, title), ...content,
    make("div", { class: "question-buttons" }, ...buttons.map(([value, label, quiet]) => make("button", { value, class: quiet ? "quiet-button" : null, formnovalidate: Boolean(quiet) }, label))));
  const dialog = make("dialog", { class: `question${wide ? " question-wide" : ""}`, "aria-labelledby": id }, form);
  dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); });
  document.body.append(dialog);
  dialog.showModal();
});
