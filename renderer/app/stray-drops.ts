/** Keeps a file or link that is dropped beside every drop target from opening in place of the app. */
export function ignoreStrayDrops(): void {
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', (event) => event.preventDefault());
}

/** A drop target has prevented the default before the event comes up here. */
function refuse(event: DragEvent): void {
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}
