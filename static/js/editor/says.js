/* The page's own data and words: what the server knows of both languages is written into the page once. */
export const page = JSON.parse(document.getElementById("editor-page").textContent);

/* say("saved_at", { time: "09:41" }) puts the values into {places} of the sentence. */
export const say = (name, values = {}) =>
  (page.says[name] ?? name).replace(/\{(\w+)\}/g, (whole, place) => values[place] ?? whole);
