// Gradio calls these when its parts are there.

window.casebook = {
  connect(events, bridge) {
    trigger = (event, data) => { if (events.includes(event)) bridge(event, data); };
    paint();
    watch();
    show();
  },
  // A look that came back before there was a tray has drawn nothing, and may have been the last.
  tray(draw) {
    drawTray = draw;
    look();
  },
};
