"""Two names of one model are one, and two models never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.offers.names import read_name, same_model

SAME = [
    ("Claude Sonnet 4 (20250514)", "claude-sonnet-4-20250514"),
    ("claude-4-sonnet-20250514-base", "anthropic/claude-sonnet-4"),
    ("anthropic/claude-opus-4-1-20250805", "claude-opus-4.1"),
    ("gpt-5 (high)", "openai/gpt-5"),
    ("gpt-5.1-2025-11-13-high", "gpt-5.1"),
    ("Meta-Llama-3.1-405B-Instruct-bf16", "meta-llama/Llama-3.1-405B-Instruct"),
    ("DeepSeek V3 (0324)", "deepseek-ai/DeepSeek-V3-0324"),
    ("Qwen3-235B-A22B-Instruct-2507", "qwen/qwen3-235b-a22b-2507"),
    ("Command A (03-2025)", "command-a-03-2025"),
    ("moonshotai/Kimi-K2.5", "kimi-k2.5"),
    ("zai-org/GLM-4.6", "glm-4.6"),
    ("zai-org/glm-4p7", "glm-4.7"),
    ("qwen/qwen3-14b", "qwen-3-14b"),
    ("Amazon Nova Pro 1.0", "amazon.nova-pro-v1:0"),
    ("claude-4-1-opus-20250805-base", "us.anthropic.claude-opus-4-1-20250805-v1:0"),
    ("Claude Opus 4 (thinking-16k)", "claude-opus-4"),
    ("grok-4.20-beta-0309-non-reasoning", "grok-4.20-0309-non-reasoning"),
]
APART = [
    ("gpt-4o-mini-2024-07-18", "gpt-4o"),
    ("GPT-4o-2024-05-13", "gpt-4o-2024-08-06"),
    ("o3-mini", "o3"),
    ("gpt-5-chat", "gpt-5"),
    ("gpt-5-nano", "gpt-5-mini"),
    ("gpt-5.1-codex", "gpt-5.1"),
    ("claude-sonnet-4", "claude-sonnet-4-5"),
    ("claude-opus-4", "claude-sonnet-4"),
    ("Claude 3.5 Sonnet (20240620)", "claude-3-5-sonnet-20241022"),
    ("DeepSeek-V3", "deepseek-v3-0324"),
    ("deepseek-v3.2-thinking", "deepseek-v3.2-exp"),
    ("kimi-k2-instruct", "kimi-k2-thinking"),
    ("Phi-3-Mini-4k-Instruct", "phi-3-mini-128k-instruct"),
    ("Gemini-2.5-Pro-Preview-05-06", "gemini-2.5-pro-preview-06-05"),
    ("gemini-2.5-flash", "gemini-2.5-flash-lite"),
    ("qwen3-8b", "qwen3-30b-a3b"),
    ("Mistral Medium 3", "mistral-medium"),
    ("Llama-3.1-Nemotron-51B-Instruct", "llama-3.1-70b-instruct"),
    ("deepseek-r1-distill-llama-70b", "deepseek-r1"),
    ("glm-4.7-flash", "glm-4.7"),
    ("qwen-max-2025-01-25", "qwen-max"),
    ("Mistral Medium", "mistral-medium-latest"),
    ("Command R+ (08-2024)", "command-r-08-2024"),
    ("google/gemini-2.5-flash", "gemini-2.5-flash-nothink"),
    ("qwen-plus-2025-01-25", "plus"),
]


@pytest.mark.parametrize(("board", "offer"), SAME)
def test_one_model(board: str, offer: str) -> None:
    assert same_model(read_name(board), read_name(offer))


@pytest.mark.parametrize(("board", "offer"), APART)
def test_two_models(board: str, offer: str) -> None:
    assert not same_model(read_name(board), read_name(offer))


@given(st.text(max_size=60))
def test_any_text_is_read(name: str) -> None:
    assert same_model(read_name(name), read_name(name)) or read_name(name).thinks


@pytest.mark.parametrize("name", ["mistral-medium", "qwen-max", "auto", "thinking", "high"])
def test_a_name_is_never_empty(name: str) -> None:
    assert read_name(name).words
