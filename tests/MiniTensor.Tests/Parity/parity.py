"""PyTorch's half of the parity tests: reads one case a line, answers with the result and the gradients.

A case is JSON: {"expression": "torch.relu(x[0])", "inputs": [tensor...], "wants": [true...], "dy": tensor}, and the answer
{"y": tensor, "gradients": [tensor or null...]} or {"error": text}. A training is {"module": "nn.Linear(6, 4)", "call": "m(x[0])", "state":
{name: tensor}, "inputs": [tensor...], "target": tensor, "options": {"steps": 10, "rate": 0.1, "momentum": 0.9, "frozen": [name...], "draws": [...]}},
and the answer the loss of each step, the state after the last, the inputs, which are trained where there are no parameters, and the result in
evaluation mode; all of it is computed in double precision. A tensor is {"shape": [...], "data": base64 of its float32 numbers}; draws are base64 of
the uint32 numbers that a generator of minitensor is about to give.
The first line says which PyTorch this is, or why there is none.
"""

import base64
import contextlib
import json
import sys

try:
    import torch
    import torch.nn.functional as F
    from torch.utils._python_dispatch import TorchDispatchMode
except ImportError as missing:
    print(json.dumps({"missing": str(missing)}), flush=True)
    sys.exit()

import networks
from muon import Muon

torch.set_num_threads(1)


def decode(tensor):
    data = bytearray(base64.b64decode(tensor["data"]))
    flat = torch.frombuffer(data, dtype=torch.float32).clone() if data else torch.zeros(0)
    return flat.reshape(tensor["shape"])


class Replay(TorchDispatchMode):
    """Makes dropout drop what minitensor drops: each mask takes the next numbers of the next generator, in turn."""

    def __init__(self, draws):
        super().__init__()
        self.streams = [torch.frombuffer(bytearray(base64.b64decode(data)), dtype=torch.int32).long() % 2**32 for data in draws]
        self.turn = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        if func is torch.ops.aten.bernoulli_.float:
            which = self.turn % len(self.streams)
            drawn, self.streams[which] = self.streams[which].tensor_split([result.numel()])
            result.copy_((drawn >= int((1 - args[1]) * 2**32)).reshape(result.shape))
            self.turn += 1
        return result


def encode(tensor):
    numbers = tensor.detach().to(torch.float32).contiguous()
    return {"shape": list(numbers.shape), "data": base64.b64encode(numbers.numpy().tobytes()).decode()}


def optimize(make, x, steps=10, after_backward=lambda p: None):
    """Ten steps on a small net of two layers: x is w1 (4, 5), b1 (1, 5), w2 (5, 3), inputs (6, 4), targets (6, 3). All parameters in one row."""
    x = [tensor.detach().double().requires_grad_(tensor.requires_grad) for tensor in x]
    p, inputs, targets = x[:3], x[3], x[4]
    optimizer = make(p)
    for _ in range(steps):
        optimizer.zero_grad()
        (torch.tanh(inputs @ p[0] + p[1]) @ p[2] - targets).square().mean().backward()
        after_backward(p)
        optimizer.step()
    return torch.cat([tensor.detach().flatten() for tensor in p])


def rates(make, steps, base=0.1, metrics=None):
    """The rates of a schedule before each step, and after each metric."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base)
    schedule = make(optimizer)
    found = []
    for step in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step() if metrics is None else schedule.step(metrics[step])
    return torch.tensor(found)


def answer(case):
    x = [decode(tensor) for tensor in case["inputs"]]
    for tensor, wants in zip(x, case["wants"]):
        tensor.requires_grad_(wants)
    names = {"torch": torch, "F": F, "optimize": optimize, "rates": rates, "optim": torch.optim, "Muon": Muon, "x": x, "inf": float("inf")}
    y = eval(case["expression"], names)
    if y.requires_grad:
        y.backward(decode(case["dy"]).reshape(y.shape))
    return {"y": encode(y), "gradients": [None if tensor.grad is None else encode(tensor.grad) for tensor in x]}


def train(case):
    options = case["options"]
    names = {"torch": torch, "nn": torch.nn, "F": F, "networks": networks, "inf": float("inf"), "x": [decode(tensor).double() for tensor in case["inputs"]]}
    names["m"] = module = eval(case["module"], names).double()
    module.load_state_dict({name: decode(tensor) for name, tensor in case["state"].items()})
    parameters = [parameter.requires_grad_(name not in options["frozen"]) for name, parameter in module.named_parameters()]
    trained = parameters or [tensor.requires_grad_() for tensor in names["x"]]
    optimizer = torch.optim.SGD(trained, options["rate"], options["momentum"])
    target = decode(case["target"]).double()
    losses = []
    with Replay(options["draws"]) if options["draws"] else contextlib.nullcontext():
        for _ in range(options["steps"]):
            loss = F.mse_loss(eval(case["call"], names), target)
            losses.append(float(loss))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    module.eval()
    with torch.no_grad():
        y = encode(eval(case["call"], names))
    state = {name: encode(tensor) for name, tensor in module.state_dict().items()}
    return {"losses": losses, "state": state, "inputs": [encode(tensor) for tensor in names["x"]], "y": y}


print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    try:
        case = json.loads(line)
        reply = train(case) if "module" in case else answer(case)
    except Exception as error:  # the test that sent the case fails with this text
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
