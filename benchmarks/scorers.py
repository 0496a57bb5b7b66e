"""How fast are the scorers on recorded answers, and does their memory stay flat?

100,000 examples for those that only compare letters and words, fewer for those that weigh
claims; each example with a reference, keywords, passages and constraints, half Chinese and half
English. One process, one core, no embedder, no judge. The rate is in examples a second of CPU;
memory is what the process holds beyond its start, at the highest.

`python -m benchmarks.scorers [N]` measures N examples each.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from knowledge.records import Example, Passage, Trace
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.scorer import Means

MANY, FEW = 100_000, 2_000
_BY_CLAIMS = frozenset(
    "faithfulness claim_recall context_precision context_utilization noise_sensitivity".split()
)
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
_LOOK_EVERY = 1_000
_ZH = (
    "退款{n}天内到账，原路退回。 会员每月{n}元，可以随时取消。 免费版每天能用{n}次。 "
    "发票在设置里申请，{n}个工作日寄出。 脚本时长默认{n}秒，可以在参数里改。 "
    "团队版有{n}个席位。 这一步要先登录。 导出支持文档和表格两种格式。"
).split(" ")
_EN = (
    "Refunds arrive within {n} days.|The plan costs {n} dollars a month.|The free tier allows {n} "
    "scripts a day.|Invoices are sent within {n} working days.|A script takes {n} seconds by "
    "default.|The team plan has {n} seats.|You need to sign in first.|Exports come as documents."
).split("|")


def main() -> None:
    """Print the table."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else None
    print(f"{'scorer':<24}{'examples':>10}{'scored':>10}{'/s of CPU':>11}{'peak MB':>9}")
    for name, scorer in SCORERS.items():
        count = asked or (FEW if name in _BY_CLAIMS else MANY)
        means, scored, busy = Means(), 0, 0.0
        begun = peak = held()
        for number, (example, trace) in enumerate(examples(count)):
            start = time.process_time()
            scored += scorer.score(example, trace, means).value is not None
            busy += time.process_time() - start
            if number % _LOOK_EVERY == 0:
                peak = max(peak, held())
        rate = count / max(busy, 1e-9)
        print(f"{name:<24}{count:>10,}{scored:>10,}{rate:>11,.0f}{peak - begun:>9.0f}", flush=True)


def examples(count: int) -> Iterator[tuple[Example, Trace]]:
    """That many recorded answers, one at a time, the same in every run."""
    rng = random.Random(11)
    for number in range(count):
        lines = _ZH if number % 2 else _EN
        gap = "" if number % 2 else " "
        told = [rng.choice(lines).format(n=rng.randint(1, 99)) for _ in range(6)]
        passages = [Passage(id=f"d{at}#1", text=line, used=at < 4) for at, line in enumerate(told)]
        example = Example(
            id=f"e-{number}",
            query="退款几天到账？" if number % 2 else "How long do refunds take?",
            reference=gap.join(told[:3]),
            keywords=["退款", "会员"] if number % 2 else ["refund", "plan"],
            relevant=["d2"],
            constraints={
                "seconds": 30,
                "contains": "退款" if number % 2 else "Refunds",
                "regex": r"\d+",
                "characters": 200,
                "json_schema": {"type": "object"},
                "answerable": True,
            },
        )
        trace = Trace(
            id=example.id,
            query=example.query,
            answer=gap.join(told[1:5]),
            retrieved=passages,
            latency_ms=rng.uniform(200, 4000),
            input_tokens=900,
            output_tokens=300,
            cost_usd=0.002,
        )
        yield example, trace


def held() -> float:
    """What this process holds in memory, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


if __name__ == "__main__":
    main()
