"""Writes dtypes.safetensors with the safetensors package itself: one tensor of each dtype that minitensor reads.

The file at hand was written by version 0.3.3, built from its source, with PyTorch 1.13.1. Which of the two metadata comes first differs
from run to run; all other bytes are the same.
Run: python3 make_safetensors.py
"""

import torch
from safetensors.torch import save_file


def of_bits(bits, as_integers, dtype):
    """Numbers by their bits, given as signed integers of the same width."""
    return torch.tensor(bits, dtype=as_integers).view(dtype)


TENSORS = {
    "i64": torch.tensor([[0, -1], [2**24, -(2**40)]]),
    "f64": torch.tensor([0.5, -0.0, float("inf")], dtype=torch.float64),
    "a32": torch.arange(6, dtype=torch.float32).reshape(2, 3),
    "scalar": torch.tensor(1.5),
    # The smallest number, and NaNs that signal, one of them negative: what is read as a number and written again may lose their bits.
    "special": of_bits([1, 0x7F800001, 0xFFBFFFFF - 2**32], torch.int32, torch.float32),
    "i32": torch.tensor([7, -(2**31), 2**24], dtype=torch.int32),
    "bf16": of_bits([0x3F80, 0xC000 - 2**16, 0x7F80, 1], torch.int16, torch.bfloat16),
    "f16": torch.tensor([1.0, -0.5, 65504.0, 2.0**-24], dtype=torch.float16),
    "u8": torch.tensor([0, 128, 255], dtype=torch.uint8),
    "bool": torch.tensor([True, False]),
    "empty": torch.zeros(0, 3, dtype=torch.bool),
}

save_file(TENSORS, "dtypes.safetensors", metadata={"format": "np", "naïve": "a \"quoted\"\nline"})
