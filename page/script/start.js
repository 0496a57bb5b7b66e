// Gradio calls these when its parts are there.

window.casebook = {
  connect(events, bridge) {
    trigger = (event, data) => { if (events.includes(event)) bridge(event, data); };
    paint();
    watch();
    // A link of an exported table names the case that is to be open.
    const linked = location.hash.startsWith("#trace:") ? location.hash : null;
    if (linked) place.trail = [linked];
    show();
    if (linked) reveal("evidence");
  },
  // A look that came back before there was a tray has drawn nothing, and may have been the last.
  tray(draw) {
    drawTray = draw;
    look();
  },
};
