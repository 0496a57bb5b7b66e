"""Files as product managers have them, made with the usual office libraries."""

import datetime as dt
import zipfile
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

_SONG = "STSong-Light"


def pricing_deck(path: Path) -> None:
    """A pricing presentation: bullets, a merged table, a chart, grouped shapes and notes."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "云记 2026 定价方案"
    slide.placeholders[1].text = "产品部 · 2026年9月"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "套餐一览"
    frame = slide.placeholders[1].text_frame
    frame.text = "个人版免费，笔记上限 500 条"
    for words, level in (("专业版每月 39 元", 0), ("含离线同步", 1), ("团队版每席位 99 元", 0)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = words, level
    slide.notes_slide.notes_text_frame.text = "口头说明：教育用户凭学生证享五折。"
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    rows = [["套餐", "付费方式", "折扣"], ["企业版", "年付", "八五折"], ["", "三年付", "七折"]]
    for row, cells in enumerate([*rows, ["团队版", "年付", "九折"]]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(0.5), Inches(4), Inches(1))
    box.text_frame.text = "折扣表"
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "收入预测"
    figures = CategoryChartData()
    figures.categories = ["第一季度", "第二季度"]
    figures.add_series("营收（万元）", (120.5, 188))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(5), Inches(3), figures
    )
    deck.save(str(path))


def prd(path: Path) -> None:
    """A requirements document: localized styles, numbered lists, merged cells, three pages."""
    file = docx.Document()
    file.add_heading("离线同步 PRD", 0)
    file.add_paragraph("文档版本：V2.1　更新日期：2026-10-08")
    file.add_heading("背景与目标", 1)
    file.add_paragraph("地铁里没有网络时，用户改动的笔记会丢失，投诉占比 18%。")
    for words in ("断网可编辑", "恢复后自动合并"):
        file.add_paragraph(words, style="List Number")
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    file.add_heading("冲突处理", 1)
    file.add_heading("合并策略", 2)
    file.add_paragraph("两端同时修改同一段时，保留较晚的一份，另一份存为冲突副本，保留三十天。")
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    file.add_heading("验收指标", 1)
    table = file.add_table(4, 3)
    rows = [["模块", "指标", "目标值"], ["同步", "成功率", "99.5%"], ["", "时延", "3 秒以内"]]
    for row, cells in enumerate([*rows, ["存储", "占用上限", "200 MB"]]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    file.sections[0].header.paragraphs[0].text = "云记内部资料"
    name = file.styles["Heading 1"].element.find(qn("w:name"))
    name.set(qn("w:val"), "标题 1")  # as WPS writes it
    file.save(str(path))


def interview_notes(path: Path) -> None:
    """Interview notes as people write them: bold lines for headings, no styles at all."""
    file = docx.Document()
    file.add_paragraph("2026年8月12日 用户访谈记录")
    file.add_paragraph().add_run("受访者").bold = True
    file.add_paragraph("李女士，三十四岁，短视频编导，用了八个月。")
    file.add_paragraph().add_run("主要抱怨").bold = True
    file.add_paragraph("她说：“搜索只认标题，正文里的词根本搜不到，我只好另外建一个索引表。”")
    file.add_paragraph().add_run("愿意付费的点").bold = True
    file.add_paragraph("多人同时批注，比网盘来回传文件省事。")
    file.save(str(path))


def experiment(path: Path) -> None:
    """Results of an A/B test: a note above the table, a header of two rows, two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "实验结果"
    sheet["A1"] = "新手引导 A/B 实验，口径：去重用户"
    sheet.append([])
    sheet.append(["指标", "转化", None, "样本量", "开始日期"])
    sheet.append([None, "对照组", "实验组", None, None])
    for area in ("B3:C3", "A3:A4", "D3:D4", "E3:E4"):
        sheet.merge_cells(area)
    day = dt.datetime(2026, 7, 1)
    sheet.append(["次日留存", 0.3125, 0.3561, 12480, day])
    sheet.append(["七日留存", 0.187, 0.191, 12480, day])
    sheet.append(["付费转化", 0.0213, 0.0264, 12480, day])
    for row in (5, 6, 7):
        sheet.cell(row, 2).number_format = sheet.cell(row, 3).number_format = "0.00%"
        sheet.cell(row, 4).number_format = "#,##0"
    costs = book.create_sheet("成本")
    for line in (["渠道", "单价"], ["短信", 0.045], ["邮件", 0.002]):
        costs.append(line)
    for row in (2, 3):
        costs.cell(row, 2).number_format = '"¥"#,##0.000'
    secret = book.create_sheet("草稿")
    secret["A1"], secret["B1"] = "绝密", "数字"
    secret.sheet_state = "hidden"
    book.save(path)


def competitors(path: Path) -> None:
    """A table of competitors as an old system exports it: semicolons, GB 18030."""
    lines = [
        "产品;月费（元）;离线;备注",
        "墨记;25;支持;导出要会员",
        '星录;18;不支持;"广告多;弹窗频繁"',
        "叶集;0;支持;停止更新",
    ]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))


def paper(path: Path) -> None:
    """An English paper in two columns, with a running head and page numbers."""
    body = ParagraphStyle("b", fontName="Times-Roman", fontSize=10, leading=12, alignment=4)
    head = ParagraphStyle("h", fontName="Times-Bold", fontSize=13, leading=18)

    def furniture(canvas: Canvas, doc: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(50, 820, "Proceedings of Notes, vol. 3")
        canvas.drawCentredString(297, 20, str(doc.page))
        if doc.page == 1:
            canvas.setFont("Times-Bold", 20)
            canvas.drawCentredString(297, 745, "Caching Answers of Assistants")

    filler = (
        "The assistant keeps every answer that a reader has accepted and offers it again when "
        "a similar question is asked later on, which saves the time of the whole team. "
    )
    story = [Paragraph("1 Introduction", head)]
    story += [Paragraph(filler * 4, body) for _ in range(8)]
    story += [Paragraph("2 Eviction", head)]
    story += [Paragraph("Entries are evicted after fourteen days without a hit.", body)]
    story += [Paragraph(filler * 4, body) for _ in range(10)]
    story += [Paragraph("3 Results", head)]
    story += [Paragraph("The cache answered 61 percent of all questions in the trial.", body)]
    frames = [Frame(50, 60, 240, 650), Frame(305, 60, 240, 650)]
    doc = BaseDocTemplate(str(path), pagesize=A4)
    doc.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    doc.build(story)


def policy(path: Path) -> None:
    """A Chinese policy whose table runs over two pages, with headers and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(_SONG))
    plain = ParagraphStyle("p", fontName=_SONG, fontSize=10.5, leading=16, wordWrap="CJK")
    title = ParagraphStyle("t", parent=plain, fontSize=18, leading=26)
    head = ParagraphStyle("h", parent=plain, fontSize=14, leading=22)

    def furniture(canvas: Canvas, doc: BaseDocTemplate) -> None:
        canvas.setFont(_SONG, 9)
        canvas.drawString(60, 812, "云记科技 内部制度")
        canvas.drawCentredString(297, 30, f"第 {doc.page} 页 / 共 2 页")

    rows = [["级别", "数据类别", "保存期限"]]
    rows += [[f"L{at % 4 + 1}", f"类别{at:02d}", f"{at * 10} 天"] for at in range(1, 46)]
    table = Table(rows, repeatRows=1, colWidths=[80, 200, 150])
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, -1), _SONG)]
    )
    scope = "本办法适用于公司全部产品线的用户数据处理活动，包括采集、存储、使用、加工与删除，"
    story = [
        Paragraph("用户数据保存办法", title),
        Paragraph("第一章 总则", head),
        Paragraph(f"{scope}各部门应当每季度自查一次。", plain),
        Paragraph("第二章 保存期限", head),
        table,
        Paragraph("第三章 附则", head),
        Paragraph("本办法由数据安全委员会负责解释，自二〇二六年九月一日起施行。", plain),
    ]
    SimpleDocTemplate(str(path), pagesize=A4).build(
        story, onFirstPage=furniture, onLaterPages=furniture
    )


def wiki_page(path: Path) -> None:
    """A page exported from Confluence: navigation, metadata, spans, code."""
    path.write_text(
        "<!DOCTYPE html><html><head><title>研发空间 : 开放接口限流</title>"
        "<style>.x{}</style><script>var tracking = 1;</script></head><body>"
        '<div id="breadcrumbs">研发空间 / 首页</div><nav>全部页面 最近访问</nav>'
        '<div id="main-header"><h1 id="title-heading">开放接口限流</h1></div>'
        '<div class="page-metadata">由 张三 创建，最后修改于 2026年6月3日</div>'
        '<div id="main-content" class="wiki-content">'
        "<h2>默认配额</h2><p>每个应用每分钟 <strong>600</strong> 次，超出返回 429。</p>"
        "<h2>申请提额</h2><table><tr><th>等级</th><th>配额</th><th>审批人</th></tr>"
        '<tr><td rowspan="2">金牌</td><td>6000 次</td><td>王五</td></tr>'
        "<tr><td>9000 次</td><td>总监</td></tr></table>"
        "<h2>重试</h2><pre><code>retry(after=30)</code></pre><ul><li>退避<ul><li>指数"
        "</li></ul></li></ul></div>"
        '<div id="footer">由 Atlassian Confluence 生成</div></body></html>',
        encoding="utf-8",
    )


def help_page(path: Path) -> None:
    """A page of a documentation site in MDX."""
    path.write_text(
        "---\ntitle: Webhooks\nversion: 3.2\n---\n"
        "import Snippet from '/snippets/keys.mdx'\n\nexport const meta = {\n  a: 1,\n}\n\n"
        '# Webhooks\n\n<Steps>\n  <Step title="Create an endpoint">\n'
        "    Answer within **10 seconds**, or the delivery counts as failed.\n\n"
        "    ```bash\n    curl -H 'X-Key: <your-key>'\n    ```\n  </Step>\n"
        '  <Step title="Retry schedule">\n'
        "    Failed deliveries are repeated five times over two days.\n  </Step>\n</Steps>\n\n"
        '<Card title="Signing secrets" href="/x" icon="key">Rotate them every quarter.</Card>\n',
        encoding="utf-8",
    )


def wiki_archive(path: Path) -> None:
    """A zip of a wiki made on a Chinese Windows: names in GBK, unmarked; system files inside."""
    with zipfile.ZipFile(path, "w") as archive:
        pages = {
            "客服手册/退款流程.md": "# 退款流程\n\n## 时限\n\n审核通过后三个工作日内原路退回。\n",
            "客服手册/话术/投诉.txt": "遇到投诉先致歉，两小时内回电。\n",
            "客服手册/.DS_Store": "x",
            "__MACOSX/客服手册/._退款流程.md": "x",
            "客服手册/~$草稿.docx": "x",
        }
        for name, text in pages.items():
            member = zipfile.ZipInfo("x")
            member.filename = name.encode("gb18030").decode("cp437")
            archive.writestr(member, text)
    _unmark(path)


def _unmark(path: Path) -> None:
    """Take the UTF-8 flag off all names and write them as cp437, as old programs do."""
    # zipfile marks every name that is not ASCII; the bytes are put right in both directories.
    with zipfile.ZipFile(path) as archive:
        members = [(one.filename, archive.read(one)) for one in archive.infolist()]
    class_ = zipfile.ZipInfo

    class Unmarked(class_):  # type: ignore[misc, valid-type]
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
            return self.filename.encode("cp437"), self.flag_bits & ~0x800

    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members:
            archive.writestr(Unmarked(name), data)


def policy_mail(path: Path) -> None:
    """A web archive as Confluence exports it "to Word", under the name of a Word file."""
    html = "<html><body><h1>假期制度</h1><p>年假每满一年增加一天，最多十五天。</p></body></html>"
    path.write_bytes(
        b"Date: Thu, 1 Oct 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + html.encode()
        + b"\r\n--x--\r\n"
    )


def feedback(path: Path) -> None:
    """Feedback with long comments in a CSV of UTF-16, as Excel saves "Unicode text"."""
    long = "页面加载很慢，尤其是打开超过一百页的笔记本时，滚动会卡住十几秒。" * 12
    rows = [["编号", "渠道", "评论"], ["F-001", "应用商店", long]]
    rows += [["F-002", "客服", f"希望夜间模式能跟随系统切换。{long}"]]
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-16")


def scan(path: Path) -> None:
    """A PDF of a picture."""
    canvas = Canvas(str(path), pagesize=A4)
    picture = path.with_suffix(".ppm")
    picture.write_bytes(b"P6 8 8 255 " + bytes(8 * 8 * 3))
    canvas.drawImage(str(picture), 50, 50, 400, 600)
    canvas.save()
    picture.unlink()


def locked_pdf(path: Path) -> None:
    """A PDF that opens with a password."""
    canvas = Canvas(str(path), pagesize=A4, encrypt="secret")
    canvas.drawString(50, 700, "Salaries")
    canvas.save()
