(() => {
  const signs = ["focusin", "keydown", "mouseover"];
  const wake = () => {
    for (const sign of signs) removeEventListener(sign, wake);
    const asleep = document.getElementById("asleep");
    asleep.replaceWith(asleep.content);
  };
  for (const sign of signs) addEventListener(sign, wake, { passive: true });
})();
