#!/usr/bin/python3
"""The peer of `course bench --peer pytorch`: PyTorch doing the same work, one step for each line it reads.

    python3 torch_peer.py CASE [--threads N] [--channels-last]
    python3 torch_peer.py --list

After three steps to warm up it writes {"ready": CASE, "flops": F, "torch": VERSION}. For each line on standard input it then does
one step and writes how many seconds that took; when its input ends it writes {"peak_rss_mib": M} and is done. Everything is
float32 on made-up numbers: speed does not depend on them. "flops" counts each multiply-add of convolutions and linear layers as two.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import time

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("case", nargs="?", default="")
options.add_argument("--threads", type=int, default=2)
options.add_argument("--channels-last", action="store_true")
options.add_argument("--list", action="store_true")
options = options.parse_args()

# ---------------------------------------------------------------- the cases by name; what they call is defined below

CASES = {}
for sizes in [(n, n, n) for n in (128, 256, 512, 1024, 2048)] + [
        (131072, 144, 16), (12800, 512, 512), (256, 784, 128), (768, 128, 512), (16384, 576, 64), (128, 10, 128), (100, 100, 100), (511, 513, 509)]:
    CASES["matmul-%dx%dx%d" % sizes] = lambda sizes=sizes: matmul(*sizes)
for sizes in [(3, 16, 32), (16, 16, 32), (32, 32, 16), (64, 64, 8), (64, 64, 32), (256, 256, 8)]:
    CASES["conv-%d-%d-%d" % sizes] = lambda sizes=sizes: convolution(*sizes)
for c in (16, 64):
    CASES[f"batchnorm-{c}"] = lambda c=c: batch_norm(c)
for name in ("add", "exp", "tanh", "relu", "gelu", "sum", "softmax", "layernorm"):
    CASES[f"elementwise-{name}"] = lambda name=name: elementwise(name)
for name in ("add", "recorded"):
    CASES[f"dispatch-{name}"] = lambda name=name: dispatch(name)
CASES["mlp"] = lambda: classifier(mlp(), 128, (784,))
CASES["lenet"] = lambda: classifier(lenet(), 128, (1, 28, 28))
CASES["resnet20"] = lambda: classifier(resnet((16, 32, 64), 3, project=False), 128, (3, 32, 32))
CASES["resnet18"] = lambda: classifier(resnet((64, 128, 256, 512), 2, project=True), 32, (3, 32, 32))
CASES["resnet9"] = lambda: classifier(resnet9(), 128, (3, 32, 32))
CASES["airbench94"] = lambda: classifier(airbench94(), 256, (3, 32, 32))
CASES["gpt"] = lambda: gpt()
CASES["lstm"] = lambda: lstm()
CASES["dcgan"] = lambda: dcgan()

if options.list or options.case not in CASES:
    print("\n".join(CASES))
    sys.exit(0 if options.list else 2)

# Before torch is imported: it reads these once.
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):  # set for other programs, they would slow this one down
    os.environ.pop(name, None)


def known_kind():
    """The kind of processor to name to OpenBLAS; None where it knows by itself.

    One that is younger than OpenBLAS it takes for a Prescott of 2004, and multiplies matrices at a third of the speed.
    """
    asks = "import ctypes; f = ctypes.CDLL('libblas.so.3').openblas_get_corename; f.restype = ctypes.c_char_p; print(f().decode())"
    try:
        kind = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, timeout=20).stdout.strip()
        with open("/proc/cpuinfo") as cpuinfo:
            can = next((line.split() for line in cpuinfo if line.startswith("flags")), [])
    except (OSError, subprocess.TimeoutExpired):
        return None  # no Linux, or no OpenBLAS: nothing to name
    return None if kind != "Prescott" else "SKYLAKEX" if "avx512f" in can else "HASWELL" if "avx2" in can else None


kind = known_kind()
if kind:
    os.environ["OPENBLAS_CORETYPE"] = kind
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)
import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

torch.set_num_threads(options.threads)
torch.manual_seed(1)
IMAGES = torch.channels_last if options.channels_last else torch.contiguous_format


def images(*shape):
    return torch.randn(*shape).contiguous(memory_format=IMAGES)


# ---------------------------------------------------------------- single kernels


def matmul(m, k, n):
    a, b, y = torch.randn(m, k), torch.randn(k, n), torch.empty(m, n)
    return lambda: torch.mm(a, b, out=y), 2 * m * k * n


def convolution(c, o, size):
    """3x3 with padding 1 on 128 images, forward and backward."""
    layer = nn.Conv2d(c, o, 3, padding=1, bias=False).to(memory_format=IMAGES)
    x, dy = images(128, c, size, size).requires_grad_(), images(128, o, size, size)

    def step():
        x.grad = layer.weight.grad = None
        layer(x).backward(dy)

    return step, 3 * 2 * 128 * size * size * o * c * 9


def batch_norm(c):
    """Batch normalisation while training, then ReLU, on (128, c, 32, 32), forward and backward."""
    layer = nn.BatchNorm2d(c).train()
    x, dy = images(128, c, 32, 32).requires_grad_(), images(128, c, 32, 32)

    def step():
        x.grad = layer.weight.grad = layer.bias.grad = None
        F.relu(layer(x)).backward(dy)

    return step, 0


def elementwise(name):
    """16,777,216 floats; the last two see them as 16,384 rows of 1,024."""
    x, z, y = torch.randn(1 << 24), torch.randn(1 << 24), torch.empty(1 << 24)
    rows, gain, shift = x.view(-1, 1024), torch.ones(1024), torch.ones(1024)
    work = {
        "add": lambda: torch.add(x, z, out=y),
        "exp": lambda: torch.exp(x, out=y),
        "tanh": lambda: torch.tanh(x, out=y),
        "relu": lambda: torch.relu(x),
        "gelu": lambda: F.gelu(x),
        "sum": lambda: x.sum(),
        "softmax": lambda: torch.softmax(rows, 1),
        "layernorm": lambda: F.layer_norm(rows, (1024,), gain, shift),
    }[name]

    def step():
        with torch.no_grad():
            work()

    return step, 0


def dispatch(name):
    """Four floats: what an op costs besides its arithmetic."""
    a, b = torch.randn(4), torch.randn(4)
    if name == "add":
        return lambda: [a + b for _ in range(1000)], 0
    a.requires_grad_()
    b.requires_grad_()

    def recorded():
        for _ in range(100):
            a.grad = b.grad = None
            (a * b + a).sum().backward()

    return recorded, 0


# ---------------------------------------------------------------- training steps of whole networks


def count_flops(run, *modules):
    """Multiply-adds, times two, of the forward pass that run() makes through the modules."""
    total = 0

    def add(layer, inputs, y):
        nonlocal total
        if isinstance(layer, nn.Linear):
            total += 2 * y.numel() * layer.in_features
        else:
            across = inputs[0].numel() * layer.out_channels if isinstance(layer, nn.ConvTranspose2d) else y.numel() * layer.in_channels
            total += 2 * across * layer.kernel_size[0] * layer.kernel_size[1]

    kinds = (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)
    hooks = [layer.register_forward_hook(add) for module in modules for layer in module.modules() if isinstance(layer, kinds)]
    run()
    for hook in hooks:
        hook.remove()
    return total


def classifier(model, batch, shape):
    """Zero the gradients, forward, mean cross-entropy of ten classes, backward, SGD with momentum 0.9."""
    model.train()
    x, labels = torch.randn(batch, *shape), torch.randint(10, (batch,))
    flops = 3 * count_flops(lambda: model(x), model)
    if len(shape) == 3:
        model, x = model.to(memory_format=IMAGES), x.contiguous(memory_format=IMAGES)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(trained, lr=1e-4, momentum=0.9)

    def step():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(x), labels).backward()
        optimizer.step()

    return step, flops


def conv3(c, o, stride=1):
    return nn.Conv2d(c, o, 3, stride, 1, bias=False)


class ResidualBlock(nn.Module):
    """He et al. 2015; the shortcut is a 1x1 convolution, or (option A) every second pixel with channels of zeros."""

    def __init__(self, c, o, stride, project):
        super().__init__()
        self.conv1, self.norm1 = conv3(c, o, stride), nn.BatchNorm2d(o)
        self.conv2, self.norm2 = conv3(o, o), nn.BatchNorm2d(o)
        self.changes, self.stride, self.zeros = c != o or stride != 1, stride, (o - c) // 2
        self.shortcut = None
        if self.changes and project:
            self.shortcut = nn.Sequential(nn.Conv2d(c, o, 1, stride, bias=False), nn.BatchNorm2d(o))

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        if self.shortcut is not None:
            x = self.shortcut(x)
        elif self.changes:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, self.zeros, self.zeros))
        return F.relu(x + y)


def resnet(widths, blocks, project):
    layers = [conv3(3, widths[0]), nn.BatchNorm2d(widths[0]), nn.ReLU()]
    c = widths[0]
    for stage, o in enumerate(widths):
        for block in range(blocks):
            layers.append(ResidualBlock(c, o, 2 if stage > 0 and block == 0 else 1, project))
            c = o
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, 10))


def norm_relu(c, o, *after):
    return nn.Sequential(conv3(c, o), nn.BatchNorm2d(o), nn.ReLU(), *after)


class Plus(nn.Module):
    """x + f(x)."""

    def __init__(self, *f):
        super().__init__()
        self.f = nn.Sequential(*f)

    def forward(self, x):
        return x + self.f(x)


def resnet9():
    """David Page's network of the DAWNBench contest."""
    return nn.Sequential(
        norm_relu(3, 64), norm_relu(64, 128, nn.MaxPool2d(2)), Plus(norm_relu(128, 128), norm_relu(128, 128)),
        norm_relu(128, 256, nn.MaxPool2d(2)), norm_relu(256, 512, nn.MaxPool2d(2)), Plus(norm_relu(512, 512), norm_relu(512, 512)),
        nn.MaxPool2d(4), nn.Flatten(), nn.Linear(512, 10, bias=False))


def airbench94():
    """Keller Jordan's network: 2x2 whitening whose weight is fixed, then three groups of two convolutions."""
    def group(c, o):
        return [conv3(c, o), nn.MaxPool2d(2), nn.BatchNorm2d(o), nn.GELU(), conv3(o, o), nn.BatchNorm2d(o), nn.GELU()]

    whitening = nn.Conv2d(3, 24, 2)
    whitening.weight.requires_grad_(False)
    return nn.Sequential(
        whitening, nn.GELU(), *group(24, 64), *group(64, 256), *group(256, 256), nn.MaxPool2d(3), nn.Flatten(), nn.Linear(256, 10, bias=False))


def mlp():
    return nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


class TransformerBlock(nn.Module):
    def __init__(self, width, heads, context):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attend, self.project = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.widen, self.narrow = nn.Linear(width, 4 * width, bias=False), nn.Linear(4 * width, width, bias=False)
        self.register_buffer("future", torch.ones(context, context, dtype=torch.bool).triu(1))

    def forward(self, x):
        batch, time_, width = x.shape
        qkv = self.attend(self.norm1(x)).view(batch, time_, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) / (width // self.heads) ** 0.5
        weights = scores.masked_fill(self.future, float("-inf")).softmax(-1)
        x = x + self.project((weights @ v).transpose(1, 2).reshape(batch, time_, width))
        return x + self.narrow(F.gelu(self.widen(self.norm2(x))))


class Gpt(nn.Module):
    """nanoGPT's setting for a CPU: 4 layers, 4 heads, width 128, context 64, 65 characters."""

    def __init__(self):
        super().__init__()
        self.tokens, self.places = nn.Embedding(65, 128), nn.Embedding(64, 128)
        self.blocks, self.norm = nn.Sequential(*(TransformerBlock(128, 4, 64) for _ in range(4))), nn.LayerNorm(128)
        self.head = nn.Linear(128, 65, bias=False)
        self.head.weight = self.tokens.weight

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.tokens(x) + self.places.weight[: x.shape[1]])))


def gpt():
    model, x, y = Gpt(), torch.randint(65, (12, 64)), torch.randint(65, (12, 64))
    attention = 4 * 2 * (2 * 12 * 64 * 64 * 128)  # layers, two products each
    flops = 3 * (count_flops(lambda: model(x), model) + attention)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=0.1)

    def step():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(x).flatten(0, 1), y.flatten()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    return step, flops


def lstm():
    """128 inputs, 128 hidden, 64 steps of a batch of 32, forward and backward."""
    layer, x, dy = nn.LSTM(128, 128), torch.randn(64, 32, 128, requires_grad=True), torch.randn(64, 32, 128)

    def step():
        layer.zero_grad(set_to_none=True)
        x.grad = None
        layer(x)[0].backward(dy)

    return step, 3 * 2 * 64 * 32 * (128 + 128) * 4 * 128


def dcgan():
    """28x28 images, batch 64: one step of the discriminator and one of the generator."""
    def up(*shape, **more):
        return nn.ConvTranspose2d(*shape, bias=False, **more)

    generator = nn.Sequential(
        up(100, 128, 7), nn.BatchNorm2d(128), nn.ReLU(), up(128, 64, 4, stride=2, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
        up(64, 1, 4, stride=2, padding=1), nn.Tanh()).to(memory_format=IMAGES)
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1, bias=False), nn.LeakyReLU(0.2), nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128),
        nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(6272, 1)).to(memory_format=IMAGES)
    on_g, on_d = (torch.optim.Adam(net.parameters(), lr=2e-4, betas=(0.5, 0.999)) for net in (generator, discriminator))
    real, yes, no = torch.randn(64, 1, 28, 28), torch.ones(64, 1), torch.zeros(64, 1)
    noise = torch.randn(64, 100, 1, 1)
    flops = 3 * count_flops(lambda: generator(noise), generator) + 9 * count_flops(lambda: discriminator(real), discriminator)

    def step():
        fake = generator(torch.randn(64, 100, 1, 1))
        on_d.zero_grad(set_to_none=True)
        wrong = F.binary_cross_entropy_with_logits(discriminator(real), yes) + F.binary_cross_entropy_with_logits(discriminator(fake.detach()), no)
        wrong.backward()
        on_d.step()
        on_g.zero_grad(set_to_none=True)
        F.binary_cross_entropy_with_logits(discriminator(fake), yes).backward()
        on_g.step()

    return step, flops


# ---------------------------------------------------------------- the steps, in time with the lines that are read

step, flops = CASES[options.case]()
for _ in range(3):
    step()
print(json.dumps({"ready": options.case, "flops": flops, "torch": torch.__version__}), flush=True)
for line in sys.stdin:   # how many steps to do in a row; their times are told after the last, so that telling disturbs none
    seconds = []
    for _ in range(int(line)):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(json.dumps(seconds), flush=True)
print(json.dumps({"peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))}), flush=True)
