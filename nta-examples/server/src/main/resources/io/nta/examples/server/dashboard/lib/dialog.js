/** Dialogs. They take the keyboard's focus, give it back, and close with Escape. */
import { el, freshId } from './dom.js';

/**
 * Opens a dialog with a form.
 *
 * @param {string} title its heading
 * @param {Array} content what stands in the form
 * @param {string} action what the button that submits is called
 * @param {function(): Promise} submit does it; what it throws is shown, and the dialog stays
 * @return {{dialog: HTMLDialogElement, button: HTMLButtonElement}}
 */
export function openDialog(title, content, action, submit) {
  const id = freshId('dialog');
  const failed = el('p.failed', { role: 'alert' });
  const button = el('button.main', { type: 'submit' }, action);
  const cancel = el('button', { type: 'button', click: () => dialog.close() }, 'Cancel');
  const form = el('form', {}, el('h2', { id }, title), ...content, failed, el('div.buttons', {}, cancel, button));
  const dialog = el('dialog', { 'aria-labelledby': id, close: () => dialog.remove() }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.textContent = '';
    button.disabled = true;
    try {
      await submit();
      dialog.close();
    } catch (failure) {
      failed.textContent = failure.message;
      button.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, button };
}
