"""A PRD in each language with everything that exports have to carry, and one of hostile texts."""

from datetime import UTC, datetime

from knowledge.language import Lang
from knowledge.records.prd import Block, Comment, Prd, Section, Sentence, Source

MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HOSTILE = (
    '<script>alert("x")</script> <img src=x onerror=alert(1)> **b** _i_ `c` [l](http://a.example)'
    " | &amp; </w:t> {{x}} [^1] \x00\x0b\ud800\u202e ]]> $x$ ![p](https://b.example/p.png)"
)
FLOWS = {
    "zh": """flowchart TD
  A([输入主题]) --> B{指定了人群？}
  B -->|是| C[解析受众、时长与风格]
  B -->|否| D[追问一次，最多三个问题]
  D --> C
  C --> E[检索脚本库] --> F[生成脚本]
  F --> G{安全检查}
  G -->|通过| H([展示结果])
  G -->|不通过| F
""",
    "en": """flowchart LR
  A([Upload the video]) --> B[Speech to text] --> C{Confident?}
  C -->|yes| D[Show captions]
  C -->|no| E[Mark the doubtful words] --> D
""",
}
WORDS = {
    "zh": {
        "title": "脚本生成",
        "sections": ("背景与证据", "目标", "流程", "功能需求", "待定问题"),
        "intro": "创作者需要更快写出脚本。",
        "cited": "专业版每月 39 元，每天可生成 100 条脚本。",
        "figure": "儿童类脚本的差评率是 18%。",
        "assumption": "多数创作者每天写三条以上。",
        "decision": "首版只支持中文。",
        "by": "李雷",
        "heads": ("编号", "需求", "验收标准", "优先级"),
        "need": "按受众生成脚本",
        "done": "30 秒的请求，时长误差不超过 3 秒。",
        "question": "是否向免费版开放？",
        "quote": "专业版每月 39 元，每天可生成 100 条脚本",
    },
    "en": {
        "title": "Auto-captions",
        "sections": ("Background", "Goals", "Flow", "Functional requirements", "Open questions"),
        "intro": "Editors caption by hand today.",
        "cited": "The Pro plan costs 39 yuan a month and includes 100 videos a day.",
        "figure": "Captions of interviews were edited in 18% of cases.",
        "assumption": "Most editors publish three videos a week.",
        "decision": "The first version supports English only.",
        "by": "Ann Lee",
        "heads": ("ID", "Requirement", "Acceptance criteria", "Priority"),
        "need": "Caption an uploaded video",
        "done": "A video of 30 seconds is captioned within 5 seconds.",
        "question": "Is it part of the free plan?",
        "quote": "Pro costs 39 yuan a month, 100 videos a day",
    },
}


def a_prd(lang: Lang = "zh") -> Prd:
    """A good document: three sources, the first of which is rested on twice."""
    words = WORDS[lang]
    price = Source(kind="passage", id="pricing.md#2", quote=words["quote"], at=MADE)
    metric = Source(
        kind="metric", id="down_rate", quote="0.18", at=datetime(2026, 11, 2, tzinfo=UTC)
    )
    said = Source(kind="said", id="q-1", quote="P0")
    background = (
        _said("s1", words["intro"]),
        _said("s2", words["cited"], "cited", price),
        _said("s3", words["figure"], "figure", metric, price),
    )
    goals = (
        _said("s4", words["assumption"], "assumption"),
        Sentence(id="s5", text=words["decision"], kind="decision", sources=(said,), by=words["by"]),
    )
    table = (
        *(_said("s6", "F1"), _said("s7", words["need"]), _said("s8", words["done"])),
        *(_said("s9", "P0", "decision", said), _said("s10", "F2")),
        _said("s11", words["cited"], "cited", price),
    )
    blocks = (
        (Block(form="paragraph", sentences=background),),
        (Block(form="list", sentences=goals),),
        (Block(form="flow", text=FLOWS[lang]),),
        (Block(form="table", heads=words["heads"], sentences=table),),
        (Block(form="list", sentences=(_said("s12", words["question"], "question"),)),),
    )
    keys = ("background", "goals", "flow", "requirements", "questions")
    return Prd(
        id=f"prd-{lang}",
        version=3,
        title=words["title"],
        lang=lang,
        template="feature",
        sections=tuple(
            Section(key=key, title=title, blocks=found)
            for key, title, found in zip(keys, words["sections"], blocks, strict=True)
        ),
        comments=(Comment(section="goals", by=words["by"], text=words["question"], at=MADE),),
        made=MADE,
    )


def a_hostile_prd(lang: Lang = "en") -> Prd:
    """The same, with every text of its data meant to be taken for something else."""
    prd = a_prd(lang)
    source = Source(kind="passage", id=HOSTILE, quote=HOSTILE, at=MADE)
    kinds = ("plain", "cited", "assumption", "decision", "question", "figure")
    sentences = tuple(
        Sentence(id=f"h{at}", text=HOSTILE, kind=kind, sources=(source,), by=HOSTILE)
        for at, kind in enumerate(kinds)
    )
    hostile_flow = f'flowchart TD\n A["{HOSTILE.replace(chr(34), "#quot;")}"] -->|<b>x</b>| B\n'
    blocks = (
        Block(form="paragraph", sentences=sentences),
        Block(form="list", sentences=sentences),
        Block(form="table", heads=(HOSTILE, HOSTILE), sentences=sentences),
        Block(form="flow", text=hostile_flow),
        Block(form="flow", text=f"sequenceDiagram\n```\n{HOSTILE}\n````\n"),
    )
    section = Section(key="requirements", title=HOSTILE, blocks=blocks)
    return prd.model_copy(
        update={
            "title": HOSTILE,
            "sections": (section, section),
            "comments": (Comment(section="requirements", by=HOSTILE, text=HOSTILE, at=MADE),),
        }
    )


def _said(name: str, text: str, kind: str = "plain", *sources: Source) -> Sentence:
    return Sentence(id=name, text=text, kind=kind, sources=sources)
