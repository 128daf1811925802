"""PyTorch's half of the parity tests: reads one case a line, answers with the result and the gradients.

A case is JSON: {"expression": "torch.relu(x[0])", "inputs": [tensor...], "wants": [true...], "dy": tensor}, and the answer
{"y": tensor, "gradients": [tensor or null...]} or {"error": text}. A training is {"module": "nn.Linear(6, 4)", "call": "m(x[0])", "state":
{name: tensor}, "inputs": [tensor...], "target": tensor, "options": {"steps": 10, "rate": 0.1, "momentum": 0.9, "training": true}}, and the
answer the loss of each step, the state after the last, and the result in evaluation mode. A tensor is {"shape": [...], "data": base64 of its float32 numbers}.
The first line says which PyTorch this is, or why there is none.
"""

import base64
import json
import sys

try:
    import torch
    import torch.nn.functional as F
except ImportError as missing:
    print(json.dumps({"missing": str(missing)}), flush=True)
    sys.exit()

torch.set_num_threads(1)


def decode(tensor):
    data = bytearray(base64.b64decode(tensor["data"]))
    flat = torch.frombuffer(data, dtype=torch.float32).clone() if data else torch.zeros(0)
    return flat.reshape(tensor["shape"])


def encode(tensor):
    numbers = tensor.detach().to(torch.float32).contiguous()
    return {"shape": list(numbers.shape), "data": base64.b64encode(numbers.numpy().tobytes()).decode()}


def optimize(make, x, steps=10, after_backward=lambda p: None):
    """Ten steps on a small net of two layers: x is w1 (4, 5), b1 (5), w2 (5, 3), inputs (6, 4), targets (6, 3). All parameters in one row."""
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
    y = eval(case["expression"], {"torch": torch, "F": F, "optimize": optimize, "rates": rates, "optim": torch.optim, "x": x, "inf": float("inf")})
    if y.requires_grad:
        y.backward(decode(case["dy"]).reshape(y.shape))
    return {"y": encode(y), "gradients": [None if tensor.grad is None else encode(tensor.grad) for tensor in x]}


def train(case):
    names = {"torch": torch, "nn": torch.nn, "inf": float("inf"), "x": [decode(tensor) for tensor in case["inputs"]]}
    names["m"] = module = eval(case["module"], names)
    module.load_state_dict({name: decode(tensor) for name, tensor in case["state"].items()})
    target, options = decode(case["target"]), case["options"]
    module.train(options["training"])
    parameters = list(module.parameters())
    optimizer = torch.optim.SGD(parameters, options["rate"], options["momentum"]) if parameters else None
    losses = []
    for _ in range(options["steps"]):
        loss = F.mse_loss(eval(case["call"], names), target)
        losses.append(float(loss))
        if optimizer:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        y = encode(eval(case["call"], names | {"m": module.eval()}))
    return {"losses": losses, "state": {name: encode(tensor) for name, tensor in module.state_dict().items()}, "y": y}


print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    try:
        case = json.loads(line)
        reply = train(case) if "module" in case else answer(case)
    except Exception as error:  # the test that sent the case fails with this text
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
