/** Gives the focus to the page, so that its keys work, unless something in it has the focus already. */
export function focusContent(): void {
  const content = document.getElementById('content');
  if (content && !content.contains(document.activeElement)) content.focus({ preventScroll: true });
}
