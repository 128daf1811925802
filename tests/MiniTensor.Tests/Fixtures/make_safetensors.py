"""Writes dtypes.safetensors: one tensor of each dtype that minitensor reads, laid out as the safetensors package lays a file out
(header of JSON without spaces, padded to 8 bytes; tensors by falling alignment of their dtype, then by name).

The package itself is not needed: the file is put together from the published format, https://github.com/huggingface/safetensors#format.
Run: python3 make_safetensors.py
"""

import json
import struct

# In the order of the package: the dtype that needs the largest alignment first.
TENSORS = [
    ("i64", "I64", [2, 2], struct.pack("<4q", 0, -1, 2**24, -(2**40))),
    ("f64", "F64", [3], struct.pack("<3d", 0.5, -0.0, float("inf"))),
    ("a32", "F32", [2, 3], struct.pack("<6f", 0, 1, 2, 3, 4, 5)),
    ("scalar", "F32", [], struct.pack("<f", 1.5)),
    ("i32", "I32", [3], struct.pack("<3i", 7, -(2**31), 2**24)),
    ("bf16", "BF16", [4], struct.pack("<4H", 0x3F80, 0xC000, 0x7F80, 0x0001)),
    ("f16", "F16", [4], struct.pack("<4e", 1.0, -0.5, 65504.0, 2.0**-24)),
    ("u8", "U8", [3], struct.pack("<3B", 0, 128, 255)),
    ("bool", "BOOL", [2], struct.pack("<2?", True, False)),
    ("empty", "BOOL", [0, 3], b""),
]


def main():
    header = {"__metadata__": {"format": "np", "naïve": "a \"quoted\"\nline"}}
    data = b""
    for name, dtype, shape, numbers in TENSORS:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(numbers)]}
        data += numbers
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open("dtypes.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


main()
