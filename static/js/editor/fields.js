/* The document's own fields as a form above the text: lists one entry a line. */
const LISTS = ["numbers", "issuers", "addressees", "signed_by"];
const DATES = ["issued_on", "printed_on", "effective_on", "expires_on"];

const fit = (one) => { if (one.tagName === "TEXTAREA") { one.rows = 1; one.style.height = "auto"; one.style.height = `${one.scrollHeight + 2}px`; } };
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

export class Fields {
  constructor(form, changed) {
    this.form = form;
    this.values = {};
    form.addEventListener("input", (event) => { fit(event.target); if (!event.isComposing) { this.read(event.target); changed(); } });
    form.addEventListener("compositionend", (event) => { this.read(event.target); changed(); });
    form.addEventListener("toggle", () => this.all().forEach(fit), true);
    form.addEventListener("focusin", (event) => document.dispatchEvent(new CustomEvent("desk:clause", { detail: { key: `/${event.target.name}` } })));
  }

  all() { return [...this.form.elements].filter((one) => one.name); }

  read(field) {
    const { name, value } = field;
    if (LISTS.includes(name)) this.values = { ...this.values, [name]: lines(value) };
    else if (DATES.includes(name)) { if (!field.validity.badInput) this.values = { ...this.values, [name]: value || null }; }
    else this.values = { ...this.values, [name]: value.replace(/\n/g, "") };
  }

  show(values) {
    this.values = values;
    for (const field of this.all()) {
      const value = values[field.name];
      const words = Array.isArray(value) ? value.join("\n") : value ?? "";
      if (LISTS.includes(field.name) ? lines(field.value).join("\n") !== words : field.value !== words) field.value = words;
      fit(field);
    }
  }

  lock(locked) { for (const field of this.all()) field.readOnly = locked; }
}
