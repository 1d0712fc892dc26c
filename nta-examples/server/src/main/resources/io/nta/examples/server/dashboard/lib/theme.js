/** Light or dark: as the system has it, until the reader chooses. */
import { themeChanged } from './chart.js';

const STORED = 'nta-theme';
const CHOICES = ['system', 'light', 'dark'];

/** Lets a button go through the choices. */
export function beginTheme(button) {
  let chosen = CHOICES.includes(localStorage.getItem(STORED)) ? localStorage.getItem(STORED) : 'system';
  const apply = () => {
    if (chosen === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = chosen;
    }
    button.textContent = `Theme: ${chosen}`;
    themeChanged();
  };
  button.addEventListener('click', () => {
    chosen = CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length];
    localStorage.setItem(STORED, chosen);
    apply();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', themeChanged);
  apply();
}
