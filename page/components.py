"""The parts of the page that handlers fill. All but the chat are HTML drawn by hand."""

from dataclasses import dataclass

import gradio as gr

BRIDGE_EVENTS = (
    "show",
    "ask",
    "follow",
    "stop",
    "hand_over",
    "undo",
    "open",
    "rename",
    "delete",
    "restore",
    "knowledge",
    "remove",
    "put_back",
    "rate",
    "annotate",
    "prd_refresh",
    "prd_restore",
    "prd_undo",
)
"""What the script can ask of the server."""


@dataclass(frozen=True)
class Components:
    """The page's parts, by place."""

    header: gr.HTML
    """The bar at the top."""
    sidebar: gr.HTML
    """The conversations."""
    knowledge: gr.HTML
    """The knowledge base."""
    welcome: gr.HTML
    """The start of an empty conversation."""
    chat: gr.Chatbot
    """The conversation."""
    composer: gr.HTML
    """Where the reader writes."""
    evidence: gr.HTML
    """The evidence panel."""
    toast: gr.HTML
    """A short message, with a way back where there is one."""
    drawn: gr.HTML
    """Invisible: tells the script which drawing of the whole page has arrived."""
    bridge: gr.HTML
    """Invisible: passes what the script asks for on to the handlers."""

    @property
    def filled(self) -> list[gr.HTML | gr.Chatbot]:
        """Everything that a handler may fill."""
        return [
            self.header,
            self.sidebar,
            self.knowledge,
            self.welcome,
            self.chat,
            self.composer,
            self.evidence,
            self.toast,
            self.drawn,
        ]


def place() -> Components:
    """Place the parts into the `gr.Blocks` that is being built."""
    header = _drawn("header")
    with gr.Row(elem_id="shell"):
        sidebar = _drawn("sidebar")
        with gr.Column(elem_id="talk"):
            knowledge = _drawn("knowledge")
            welcome = _drawn("welcome")
            chat = gr.Chatbot(
                elem_id="chat",
                autoscroll=False,
                show_label=False,
                container=False,
                height="100%",
                layout="bubble",
                buttons=[],
                sanitize_html=True,
                line_breaks=True,
                latex_delimiters=[],
                allow_tags=False,
                group_consecutive_messages=True,
            )
            # The tray of files is filled by page/script/intake.js: it changes without any event.
            gr.HTML(
                elem_id="intake",
                apply_default_css=False,
                js_on_load="window.casebook.tray((html) => { props.value = html; });",
            )
            composer = _drawn("composer")
        evidence = _drawn("evidence")
    events = ", ".join(f'"{name}"' for name in BRIDGE_EVENTS)
    return Components(
        header=header,
        sidebar=sidebar,
        knowledge=knowledge,
        welcome=welcome,
        chat=chat,
        composer=composer,
        evidence=evidence,
        toast=_drawn("toast"),
        drawn=_drawn("drawn"),
        bridge=gr.HTML(
            elem_id="bridge",
            apply_default_css=False,
            js_on_load=f"window.casebook.connect([{events}], trigger);",
        ),
    )


def _drawn(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=None)
