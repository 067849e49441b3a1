// Before the first paint: the theme and density this person chose on this device. Runs in <head>, so it is small.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    // The switch holds on this device until the person changes the setting of the account.
    const [theme, then] = (localStorage.getItem("suite-tema") ?? "").split(":");
    if ((theme === "light" || theme === "dark") && then === (root.dataset.temaAkun ?? "")) root.dataset.bsTheme = theme;
  } catch {
    // Storage is forbidden: the system's theme holds.
  }
})();
