"""Finding and cutting the spoken lines of an answer, in both versions' layouts."""

from knowledge.language import Lang


def voice(lang: Lang) -> str:
    """How a spoken line begins, in both versions' layouts."""
    return "口播：" if lang == "zh" else "Voice: "


def spoken_lines(answer: str, lang: Lang) -> list[str]:
    """What is said, line by line, without the marks."""
    mark = voice(lang)
    return [line.removeprefix(mark) for line in answer.splitlines() if line.startswith(mark)]


def line_is_spoken(answer: str, position: int, lang: Lang) -> bool:
    """Whether that position lies in a spoken line."""
    start = answer.rfind("\n", 0, position) + 1
    return answer.startswith(voice(lang), start)


def cut(answer: str, share: float, lang: Lang) -> str:
    """The answer up to the middle of a spoken sentence near `share` of its length."""
    lines = answer.splitlines()
    spoken = [i for i, line in enumerate(lines) if line.startswith(voice(lang))] or [len(lines) - 1]
    last = spoken[min(int(len(spoken) * share), len(spoken) - 1)]
    line = lines[last]
    if lang == "zh":
        cut = line[: max(len(line) * 3 // 5, 6)].rstrip("，。！？；")
    else:
        words = line.split(" ")
        cut = " ".join(words[: max(len(words) * 3 // 5, 3)]).rstrip(".,!?;:")
    return "\n".join([*lines[:last], cut])
