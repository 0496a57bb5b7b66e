"""Documents of four small products as teams write them: steps, code, tables, interviews."""

import datetime as dt

from knowledge.language import Lang
from knowledge.records import Document

HR = {
    "overview.md": """# PeopleDesk overview

## What it is

PeopleDesk is an HR assistant that answers employees' questions about leave and benefits in Slack.

## Who it is for

| Role | Yes | No |
|---|---|---|
| Employees | full-time staff in the UK and Ireland | contractors and interns |
| HR team | case owners who review escalations | external recruiters |

## How we measure success

- Resolution without a human: at least 60 % of questions by March 2027.
- Escalations answered within 4 working hours.
""",
    "leave.md": """# Leave requests

The leave request flow lets employees ask for holiday, sick leave and parental leave in a message.
You can check your remaining balance before you submit a request.
Managers can approve or decline a leave request from the same thread.

## Limits

- A leave request covers at most 30 working days; longer absences go through HR.
- Half days are not supported for sick leave.
- Every request must name a start date and an end date.
- By default, requests are sent to the line manager named in Workday.

## Known issues

Requests made while Workday is down can fail silently.

## Set it up

1. Click **Settings → Leave** and select **Enable requests**.
2. In this lesson, we will add `LEAVE_MAX_DAYS` to the configuration file!

**Blackout dates**: Days on which no leave may start. See [the guide](https://x.example/guide).

<Card title="Next" icon="rocket">Go on with payroll</Card>
""",
    "payroll.md": """# Payroll answers

Payroll answers explain each line of a payslip. Payslips older than 24 months are not available.
""",
    "policy.md": """# Privacy policy

## Health data

Sick notes must never be quoted in a channel.
""",
}
MEDICAL = {
    "产品概述.md": """# 病历摘要产品概述

## 产品定位

“医简”帮助住院医生在查房前读完一位患者的病历：把几十页病程、检验和影像报告整理成一页摘要。

## 目标用户

| 角色 | 是 | 不是 |
|---|---|---|
| 医生 | 三甲医院住院部的住院医师 | 门诊医生 |
| 护士 | 责任护士，只读 | 实习护士 |

## 成功指标

- 摘要采纳率目标不低于 70%，按科室看周均值。
- 单份摘要生成时间不超过 15 秒。
""",
    "病历摘要.md": """# 病历摘要

病历摘要把入院以来的病程记录、检验结果和影像报告整理成一页，按诊断、用药、指标、待办四块呈现。
您可以在摘要里点开任何一句话，查看它出自哪份病历。

## 规则

- 每条异常指标必须附上检验时间和参考范围。
- 摘要不得给出诊断建议，只陈述病历里已有的诊断。
- 单份病历最多 200 页，超出部分按时间从新到旧截取。
- 手写扫描件暂不支持识别。

## 权限

主治医师可以修改并签发摘要，护士只能查看。

## 风险

同名患者的检验单可能被误归到同一份病历，摘要会因此出现错误的指标。

## 操作步骤

1. 点击 **设置 → 摘要**，勾选要展示的分块。
2. 将 `SUMMARY_PAGES` 改为 2，如下图所示！
""",
    "用药提醒.md": """# 用药提醒

用药提醒在每次给药前 30 分钟推送给责任护士。用药提醒不支持门诊处方。
""",
}
SHOP = {
    "导购助手.md": """# 导购助手说明

导购助手是商城里的对话式购物顾问，帮助顾客按预算、场合和尺码挑选商品。

## 尺码推荐

尺码推荐根据顾客的身高、体重和历史订单给出一个尺码，并说明理由。顾客可以对比相邻两个尺码的退货率。
尺码推荐只覆盖上衣、裤装和鞋三类，内衣与童装不支持。
历史订单少于 3 单时，必须先询问顾客平时穿的尺码。

## 优惠提醒

优惠券到期前 24 小时提醒一次。

## 已知问题

- 尺码推荐把“均码”当成 M 码，导致退货率升高。
""",
    "访谈.md": """# 顾客访谈纪要

## 顾客 A，32 岁，两个孩子的妈妈

“每次都要买两个码，再退一个，太麻烦了。”她说尺码总是不准。

## 顾客 B，27 岁，程序员

“推荐的尺码偏大，退过三次。”
""",
}
STUDIO = {
    "retrieval.mdx": """# Knowledge Retrieval

Use the Knowledge Retrieval node to integrate existing knowledge bases into your workflows. The node
searches specific knowledge for information relevant to queries.

## Query

- **Query Text**: Select a text variable. For example, use `userinput.query`.
- **Query Images**: Select an image variable.

    The **Query Images** option is available only when a multimodal knowledge base is added.

When several knowledge bases are added, knowledge is retrieved from all of them, then combined.

The maximum number of top results to return after reranking.

You can also use document metadata to filter searches.
""",
    "agent.mdx": """# Agent

The Agent node runs an agent as one step of a workflow. An Agent node makes at most 10 iterations.

In Chatflow, the Agent node keeps no memory of the conversation: that is not supported yet.
""",
    "lesson.mdx": """# Lesson 8: The Agent Node

Our goal is to replace that complex logic with a single, smart Agent Node. Let's get started!
""",
    "检索.mdx": """# 知识检索

你可以通过 知识检索 节点将已有知识库集成到你的应用中。

每张图片不得超过 2 MB。仅当添加了多模态知识库时，才会出现 **查询图片** 选项。

点击已添加知识库对应的 编辑 图标，可直接修改其设置。
""",
}
PRODUCTS: dict[str, tuple[dict[str, str], tuple[tuple[Lang, str], ...]]] = {
    "hr": (
        HR,
        (
            ("en", "leave requests"),
            ("zh", "请假申请"),
            ("en", "payroll answers"),
            ("en", "zorbing"),
        ),
    ),
    "medical": (
        MEDICAL,
        (("zh", "病历摘要"), ("en", "medical record summary"), ("zh", "语音录入")),
    ),
    "shop": (SHOP, (("zh", "尺码推荐"), ("zh", "优惠提醒"), ("en", "size recommendation"))),
    "studio": (
        STUDIO,
        (("en", "knowledge retrieval"), ("zh", "知识检索"), ("en", "agent node"), ("zh", "工作流")),
    ),
    "empty": ({}, (("zh", "自动字幕"), ("en", "auto-captions"))),
}
"""Products, each with features to draft: its own, unknown ones, and such of the other language."""


def documents(files: dict[str, str]) -> list[Document]:
    """The files as documents."""
    return [
        Document(
            id=name,
            title=text.partition("\n")[0].lstrip("# "),
            text=text,
            lang="zh" if any("\u3400" <= mark <= "\u9fff" for mark in text) else "en",
            date=dt.date(2026, 9, 3),
        )
        for name, text in files.items()
    ]
