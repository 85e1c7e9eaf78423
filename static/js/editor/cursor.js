/* Deeds are done where the cursor is. When keys come fast, the browser tells of a moved cursor only after the next key was
   pressed: Home and Backspace would act where the cursor stood before. So it is told before each key. */
import { Plugin } from "./prose.js";

const told = (view, event) => {
  if (!event.isComposing) document.dispatchEvent(new Event("selectionchange"));
  return false;
};

export const cursor = new Plugin({ props: { handleDOMEvents: { keydown: told } } });
