// Gradio calls these when its parts are there.

window.casebook = {
  connect(events, bridge) {
    trigger = (event, data) => { if (events.includes(event)) bridge(event, data); };
    paint();
    watch();
    show();
  },
  tray(draw) {
    drawTray = draw;
  },
};
