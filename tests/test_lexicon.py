"""The lexicon: translations of words, and how they are learnt."""

import gzip
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from knowledge.lexicon.alignment import learn
from knowledge.lexicon.build import main
from knowledge.lexicon.cedict import read_glosses
from knowledge.lexicon.dictionary import translations, word_by_word
from knowledge.lexicon.news import articles_with
from knowledge.lexicon.parallel import in_help, in_package
from knowledge.tokens import terms

CEDICT = """\
# CC-CEDICT
價格 价格 [jia4 ge2] /price/CL:個|个[ge4]/
部署 部署 [bu4 shu3] /to dispose; to deploy (troops etc)/deployment/
蘋果 苹果 [Ping2 guo3] /Apple (company)/
蘋果 苹果 [ping2 guo3] /apple/
個 个 [ge4] /variant of 箇|个[ge4]/
"""


def best(term: str, lang: str) -> str:
    return " ".join(translations(term, lang)[0][0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("价格", "price"), ("用户", "user"), ("权限", "permission"), ("模板", "template")],
)
def test_common_words_are_known_both_ways(chinese: str, english: str) -> None:
    assert best(chinese, "zh") == terms(english)[0]
    assert best(terms(english)[0], "en") == chinese


def test_weights_fall_and_are_shares() -> None:
    for term in ("部署", "回答", "管理"):
        weights = [weight for _, weight in translations(term, "zh")]
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)


def test_an_unknown_word_has_no_translation() -> None:
    assert translations("qwxz", "en") == ()


def test_a_sentence_word_by_word_keeps_what_is_not_chinese() -> None:
    glossed = word_by_word("在 API v2.1 里重置密码？")
    assert "API v2.1" in glossed
    assert "password" in glossed
    assert "?" in glossed
    assert glossed.isascii()


def test_a_word_that_is_not_in_the_lexicon_is_glossed_by_its_parts() -> None:
    assert {"work", "process"} & set(word_by_word("工作流程图").split())
    assert word_by_word("") == ""


def test_alignment_tells_which_words_translate_which() -> None:
    pairs = [
        (["red", "house"], ["红", "房子"]),
        (["red", "car"], ["红", "车"]),
        (["blue", "house"], ["蓝", "房子"]),
    ]
    table = learn(pairs)
    assert {word: found[0].word for word, found in table.items()} == {
        "red": "红",
        "house": "房子",
        "car": "车",
        "blue": "蓝",
    }
    assert learn([]) == {}


def test_shares_of_a_word_add_up_to_one_at_most() -> None:
    table = learn([(["a", "b"], ["x", "y", "z"]), (["a"], ["x"])], least=0.0)
    for found in table.values():
        assert sum(one.share for one in found) == pytest.approx(1.0)


@pytest.fixture
def cedict(tmp_path: Path) -> Path:
    path = tmp_path / "cedict.gz"
    path.write_bytes(gzip.compress(CEDICT.encode()))
    return path


def test_glosses_are_short_and_common_nouns_come_before_names(cedict: Path) -> None:
    assert read_glosses(cedict) == {
        "价格": ["price"],
        "部署": ["dispose", "deploy", "deployment"],
        "苹果": ["apple"],
    }


def test_translated_sentences_are_found_in_packages_and_in_help_pages(tmp_path: Path) -> None:
    package = tmp_path / "package.whl"
    with ZipFile(package, "w") as archive:
        archive.writestr(
            "a/locale/zh_Hans/LC_MESSAGES/django.po",
            'msgid "Delete %(name)s"\nmsgstr "删除 %(name)s"\n\nmsgid "OK"\nmsgstr "OK"\n',
        )
        archive.writestr(
            "b/zh_CN/LC_MESSAGES/lab.json", json.dumps({"menu\u0004Save": ["保存"], "": {}})
        )
        archive.writestr("c/locales/zh-CN/x.json", json.dumps({"a": {"b": "运行"}, "z": "多余"}))
        archive.writestr("c/locales/en/x.json", json.dumps({"a": {"b": "Run"}}))
    found = [tuple(" ".join(one.split()) for one in pair) for pair in in_package(package)]
    assert found == [("Delete", "删除"), ("Save", "保存"), ("Run", "运行")]

    english, chinese = tmp_path / "en", tmp_path / "zh"
    for folder, texts in ((english, ("Print", "One")), (chinese, ("打印", "一"))):
        folder.mkdir()
        (folder / "page.html").write_text(f"<h1>{texts[0]}</h1><p>{texts[1]}</p>", "utf-8")
    (english / "odd.html").write_text("<p>a</p>", "utf-8")
    (chinese / "odd.html").write_text("<p>甲</p><p>乙</p>", "utf-8")
    assert list(in_help(english, chinese)) == [("Print", "打印"), ("One", "一")]


def test_the_files_are_built_from_a_dictionary_and_packages(
    cedict: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    monkeypatch.setattr("knowledge.lexicon.build.FOLDER", folder)
    assert main(["--cedict", str(cedict)]) == 0
    chinese = gzip.decompress((folder / "chinese.tsv.gz").read_bytes()).decode().split("\n")
    assert "价格\tprice:0.80" in chinese
    english = gzip.decompress((folder / "english.tsv.gz").read_bytes()).decode()
    assert "appl\t苹果:0.45" in english


def test_what_all_news_say_is_common_and_a_name_is_not() -> None:
    assert articles_with("表示") > articles_with("展览") > articles_with("qwxz") == 0
